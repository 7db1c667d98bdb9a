"""Which language a text is in, or None."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from wirebrief.service.reading.language import detect_language

SAMPLES = {
    "en": "The ministry said on Monday that the ferry had sunk off the port and that all on board were safe.",
    "fr": "Le ministère a déclaré lundi que le ferry avait coulé au large du port et que tous sont sains.",
    "de": "Das Ministerium teilte am Montag mit, dass die Fähre vor dem Hafen gesunken ist und alle leben.",
    "es": "El ministerio dijo el lunes que el ferry se hundió frente al puerto y que todos están a salvo.",
    "it": "Il ministero ha detto lunedì che il traghetto è affondato al largo del porto e tutti sono salvi.",
    "pt": "O ministério disse na segunda que a balsa afundou ao largo do porto e que todos estão a salvo.",
    "nl": "Het ministerie zei maandag dat de veerboot voor de haven is gezonken en dat iedereen veilig is.",
    "pl": "Ministerstwo podało w poniedziałek, że prom zatonął u wejścia do portu i że nikt nie zginął.",
    "ca": "El ministeri va dir dilluns que el ferri s'havia enfonsat davant del port i que tots són vius.",
    "hr": "Ministarstvo je u ponedjeljak objavilo da je trajekt potonuo kod luke i da su svi živi.",
    "sk": "Ministerstvo v pondelok uviedlo, že trajekt sa potopil pri prístave a že nikto nezomrel.",
    "cs": "Ministerstvo v pondělí uvedlo, že trajekt se potopil u přístavu a že nikdo nezemřel.",
    "sv": "Departementet sade på måndagen att färjan hade sjunkit utanför hamnen och att alla lever.",
    "lt": "Ministerija pirmadienį pranešė, kad keltas nuskendo prie uosto, bet visi yra gyvi.",
    "et": "Ministeerium teatas esmaspäeval, et parvlaev uppus sadama lähedal ja et kõik on elus.",
    "sw": "Wizara ilisema Jumatatu kuwa kivuko kilizama karibu na bandari na kwamba watu wote ni salama.",
    "ru": "Министерство сообщило в понедельник, что паром затонул у входа в порт, но все пассажиры живы.",
    "uk": "Міністерство повідомило в понеділок, що пором затонув біля порту, але всі пасажири живі.",
    "ar": "قالت الوزارة يوم الاثنين إن العبارة غرقت قبالة الميناء وإن جميع الركاب بخير.",
    "fa": "وزارتخانه روز دوشنبه گفت که کشتی در نزدیکی بندر غرق شد و همه سالم هستند.",
    "zh": "该部星期一表示，渡轮在港口附近沉没，船上所有人均安全。没有伤亡报告。",
    "ja": "同省は月曜日、フェリーが港の沖で沈没したが、乗客は全員無事だと発表した。",
    "ko": "국토부는 월요일 여객선이 항구 앞바다에서 침몰했지만 승객은 모두 무사하다고 밝혔다.",
    "he": "המשרד מסר ביום שני כי המעבורת טבעה מול הנמל וכי כל הנוסעים בריאים ושלמים.",
    "el": "Το υπουργείο ανακοίνωσε τη Δευτέρα ότι το πλοίο βυθίστηκε ανοιχτά του λιμανιού.",
}


@pytest.mark.parametrize(("language", "sample"), SAMPLES.items())
def test_a_sentence_of_news_is_known_by_its_words_or_script(language: str, sample: str) -> None:
    assert detect_language(sample) == language


@pytest.mark.parametrize(
    "text", ["", "Ferry sinks", "5 + 5 = 10", "Xq zt brl. Kp vt mno. Wrt plk sdf gh jkl mn.", "港"]
)
def test_too_little_to_say_is_none(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize(
    "caption",
    [
        "A Belgian guard walks past a bus in Namur, Belgium, Friday, May 3, 2019",
        "Ana Kovač and Petr Novák wave to a crowd in Zagreb, Croatia, on Monday",
        "Boy, 9, saves a dog and a cat from a fire in Łódź",
        "Mayor Jan Svoboda opens a bridge in Brno as a storm nears",
        "I don't know what the mayor's plan is.",
        "Do you see the ferry as a danger to us?",
    ],
)
def test_a_caption_with_names_of_another_country_is_english(caption: str) -> None:
    """Or nothing is said of it; a language that the engine cannot read is never guessed on a few words."""
    assert detect_language(caption) in ("en", None)


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("de", "Die Fähre ist vor dem Hafen gesunken, und alle leben"),
        ("fr", "Le ferry a coulé au large du port et tous sont sains"),
        ("cs", "Trajekt se potopil u přístavu, ale všichni jsou v pořádku a na břehu"),
        ("es", "El ferry se hundió frente al puerto y todos están a salvo"),
    ],
)
def test_a_short_text_of_another_language_is_still_known(language: str, headline: str) -> None:
    assert detect_language(headline) == language


def test_foreign_names_do_not_change_the_language() -> None:
    assert detect_language(SAMPLES["en"].replace("ministry", "министерство 外交部")) == "en"


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    assert detect_language(SAMPLES["en"] * 3 + f"“{SAMPLES['fr']}”") == "en"


SHORT = tomllib.loads((Path(__file__).parent / "short_texts.toml").read_text("utf-8"))


def test_captions_and_headlines_are_hardly_ever_taken_for_another_language() -> None:
    """200 in eight languages: half are told, one may be wrong; where few words speak, nothing is said."""
    told = [(language, detect_language(text)) for language, texts in SHORT.items() for text in texts]
    assert len(told) == 200
    assert sum(found == language for language, found in told) >= 98
    assert sum(found not in (language, None) for language, found in told) <= 1


def test_no_short_english_text_is_refused() -> None:
    assert {detect_language(text) for text in SHORT["en"]} <= {"en", None}


@pytest.mark.parametrize("shout", [str.upper, str.title])
def test_capitals_are_read_as_words(shout: Callable[[str], str]) -> None:
    assert detect_language(shout(SAMPLES["en"])) == "en"
    assert detect_language(shout(SAMPLES["fr"])) == "fr"
