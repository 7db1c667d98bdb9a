"""Articles in languages whose words are data: what the data adds to the checks that need no language."""

import pytest
from adversary import changed
from foreign import foreign

from wirebrief.schemas import Count
from wirebrief.schemas.draft import ActorDraft, Draft, QuoteDraft
from wirebrief.service.grounding import Grounding, ground, verify
from wirebrief.service.grounding.naming import Names
from wirebrief.service.grounding.passage import passage
from wirebrief.service.grounding.spoken_faults import quantities, spoken_faults
from wirebrief.service.grounding.spoken_numbers import spoken_numbers
from wirebrief.service.grounding.support import Evidence
from wirebrief.service.reading.text import read_text


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("de", "drei", 3),
        ("de", "dreizehn", 13),
        ("de", "einundzwanzig", 21),
        ("de", "dreiundzwanzig", 23),
        ("de", "hundert", 100),
        ("de", "hunderteins", 101),
        ("de", "zweihundertfünfzig", 250),
        ("de", "dreitausend", 3000),
        ("de", "tausendzweihundert", 1200),
        ("de", "zwei Dutzend", 24),
        ("de", "16.000", 16000),
        ("de", "1,5 Millionen", 1_500_000),
        ("de", "zwei Milliarden", 2_000_000_000),
        ("de", "15 Mio. Euro", 15_000_000),
        ("fr", "vingt et un", 21),
        ("fr", "soixante et onze", 71),
        ("fr", "soixante-quinze", 75),
        ("fr", "quatre-vingts", 80),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "deux cent cinquante mille", 250_000),
        ("fr", "mille deux cents", 1200),
        ("fr", "une centaine", 100),
        ("fr", "1 200", 1200),
        ("fr", "3,5 millions", 3_500_000),
        ("es", "veintidós", 22),
        ("es", "treinta y dos", 32),
        ("es", "ciento veintitrés", 123),
        ("es", "doscientos cincuenta mil", 250_000),
        ("es", "mil doscientos", 1200),
        ("es", "dos mil millones", 2_000_000_000),
        ("es", "una docena", 12),
        ("de", "2 Dutzend", 24),
        ("es", "3 mil", 3000),
        ("fr", "20 mille", 20_000),
        ("es", "4 mil millones", 4_000_000_000),
        ("it", "ventitré", 23),
        ("it", "trentuno", 31),
        ("it", "duecentocinquantamila", 250_000),
        ("it", "milleduecento", 1200),
        ("it", "un centinaio", 100),
        ("pt", "vinte e dois", 22),
        ("pt", "cento e vinte e três", 123),
        ("pt", "duzentos e cinquenta mil", 250_000),
        ("pt", "mil e duzentos", 1200),
        ("pt", "2,5 bilhões", 2_500_000_000),
    ],
)
def test_numbers_in_words(language: str, words: str, value: int) -> None:
    assert [int(n.value) for n in spoken_numbers(language).found_in(words)] == [value]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("de", one) for one in ("Hunderte", "und", "ein Mann", "Freiheit", "Achtung", "Sieger", "Elfe")),
        *(("fr", one) for one in ("une femme", "et", "des milliers", "le pourcentage")),
        *(("es", one) for one in ("un hombre y una mujer", "miles", "por ciento")),
        *(("pt", one) for one in ("um homem e uma mulher", "milhares", "por cento")),
    ],
)
def test_words_that_are_no_number(language: str, words: str) -> None:
    assert spoken_numbers(language).found_in(words) == []


@pytest.mark.parametrize(
    ("language", "words", "values"),
    [
        ("fr", "trois ou quatre", [3, 4]),
        ("es", "entre treinta y cuarenta", [30, 40]),
        ("pt", "duas mulheres e três homens", [2, 3]),
        ("de", "zehn bis zwölf", [10, 12]),
    ],
)
def test_two_numbers_are_not_one(language: str, words: str, values: list[int]) -> None:
    assert [int(n.value) for n in spoken_numbers(language).found_in(words)] == values


@pytest.mark.parametrize(
    ("language", "before", "phrase", "after", "low", "high"),
    [
        ("de", "", "drei Arbeiter", "", 3, 3),
        ("de", "", "mindestens 16 Menschen", "", 16, None),
        ("de", "wurden mehr als", "zwanzig Menschen", "", 21, None),
        ("de", "", "bis zu 40", "", None, 40),
        ("de", "", "nicht mehr als zehn", "", None, 10),
        ("de", "", "weniger als 10", "", None, 9),
        ("de", "", "Dutzende Verletzte", "", 24, None),
        ("de", "", "keine Toten", "", 0, 0),
        ("de", "", "niemand", "", 0, 0),
        ("de", "", "ein Mann", "", 1, 1),
        ("de", "", "1,2 Millionen Menschen", "", 1_200_000, 1_200_000),
        ("fr", "", "au moins 24 blessés", "", 24, None),
        ("fr", "", "24 blessés", " au moins", 24, None),
        ("fr", "", "plus d’une centaine de morts", "", 101, None),
        ("fr", "", "jusqu'à trente personnes", "", None, 30),
        ("fr", "", "moins de dix", "", None, 9),
        ("fr", "", "aucun blessé", "", 0, 0),
        ("fr", "", "des dizaines de blessés", "", 20, None),
        ("fr", "", "une femme", "", 1, 1),
        ("es", "", "al menos cuarenta vendedores", "", 40, None),
        ("es", "", "más de 300 heridos", "", 301, None),
        ("es", "", "hasta 30", "", None, 30),
        ("es", "", "16 heridos como mínimo", "", 16, None),
        ("es", "", "ningún muerto", "", 0, 0),
        ("es", "", "cientos de heridos", "", 200, None),
        ("it", "", "almeno dodici feriti", "", 12, None),
        ("it", "", "oltre 300 feriti", "", 301, None),
        ("it", "", "fino a 30", "", None, 30),
        ("it", "", "nessun morto", "", 0, 0),
        ("it", "", "decine di feriti", "", 20, None),
        ("pt", "", "pelo menos doze feridos", "", 12, None),
        ("pt", "", "mais de 300 feridos", "", 301, None),
        ("pt", "", "até 30", "", None, 30),
        ("pt", "", "nenhum morto", "", 0, 0),
        ("pt", "", "dezenas de feridos", "", 20, None),
    ],
)
def test_counts(
    language: str, before: str, phrase: str, after: str, low: int | None, high: int | None
) -> None:
    assert spoken_numbers(language).count_in(phrase, before, after) == Count(min=low, max=high)


@pytest.mark.parametrize("phrase", ["zehn bis zwölf", "Arbeiter", "1,5"])
def test_no_count(phrase: str) -> None:
    assert spoken_numbers("de").count_in(phrase) is None


def faults(language: str, text: str, *evidence: str) -> list[str]:
    known = Evidence(evidence, article=Names([passage(one) for one in evidence]))
    return ["doubt" if f.doubt else "fault" for f in spoken_faults(text, known, language)]


@pytest.mark.parametrize(
    ("language", "text", "evidence"),
    [
        ("de", "3 Arbeiter starben.", "Drei Männer kamen ums Leben."),
        ("de", "Drei Arbeiter starben.", "3 Männer kamen ums Leben."),
        ("de", "23 Häuser brannten.", "Dreiundzwanzig Häuser standen in Flammen."),
        ("de", "Niemand starb.", "Es gab keine Toten."),
        ("de", "Er nahm nicht teil.", "Er verweigerte die Teilnahme."),
        ("de", "Er legte mutmaßlich das Feuer.", "Der mutmaßliche Täter legte das Feuer."),
        ("de", "Mindestens 12 Menschen starben.", "Zwölf Menschen starben."),
        ("de", "Der Zug hielt nicht nur in Lohtal.", "Der Zug hielt in Lohtal und in Hohenbruck."),
        ("de", "Sie galt nicht nur im Tal.", "Sie galt keineswegs bloß im Tal."),
        ("de", "Das Buch ist heiter.", "Das Buch ist eine heitere Geschichte vom Nicht-Ankommen."),
        ("de", "Die Polizei sucht den Täter.", "Die Polizei konnte den Täter nicht fassen."),
        ("de", "Frankreichs Präsident kam.", "Der französische Präsident kam am Montag."),
        ("de", "Die Zölle treffen Bauern.", "Bauern leiden unter den Abgaben."),
        ("de", "Im Jahr 2019 brannte es.", "Bis 2019 brannte es oft."),
        ("de", "Es kostet drei US-Dollar.", "Es kostet drei Dollar."),
        ("de", "Österreich wählt.", "Die österreichischen Wahlen sind am Sonntag."),
        ("es", "Cuesta tres dólares estadounidenses.", "Cuesta tres dólares."),
        ("fr", "En Amérique latine, on vote.", "Les pays latins d'Amérique votent."),
        ("fr", "L'effondrement a fait vingt-quatre blessés.", "24 blessés, selon la préfecture."),
        ("fr", "Personne n'est mort.", "Il n'y a eu aucun mort."),
        ("fr", "La maire a dit non seulement cela.", "La maire a dit cela."),
        ("fr", "Le président français est venu.", "Le président de la France est venu lundi."),
        ("fr", "Pour Kermadec, c'est un miracle.", "« C'est un miracle », a dit Solène Kermadec."),
        ("fr", "10 % des votes.", "Dix pour cent des votes."),
        ("es", "Ningún muerto; 40 comerciantes afectados.", "No hubo muertos, pero cuarenta huyeron."),
        ("es", "El juez no firmó.", "El juez se negó a firmar."),
        ("es", "Los españoles votan.", "España vota el domingo."),
        ("es", "Al menos 12 heridos.", "Hay 12 heridos."),
        ("it", "Nessun morto; 23 evacuati.", "Non ci sono morti, ma ventitré evacuati."),
        ("it", "Il governo italiano è caduto.", "In Italia è caduto il governo."),
        ("it", "Oltre 20 evacuati.", "Almeno ventitré evacuati, più di venti case chiuse."),
        ("pt", "Pelo menos 12 feridos.", "Há doze feridos."),
        ("pt", "Ninguém morreu.", "Não houve mortos."),
        ("pt", "O governo brasileiro caiu.", "O governo do Brasil caiu ontem."),
    ],
)
def test_true_text_is_not_complained_of(language: str, text: str, evidence: str) -> None:
    assert faults(language, text, evidence) == []


@pytest.mark.parametrize(
    ("language", "text", "evidence"),
    [
        ("de", "Vier Arbeiter starben.", "Drei Männer kamen ums Leben."),
        ("de", "32 Häuser brannten.", "Dreiundzwanzig Häuser standen in Flammen."),
        ("de", "Niemand starb.", "Ein Mann starb."),
        ("de", "Die Bahn fährt nicht.", "Die Bahn fährt wieder."),
        ("de", "Die Bahn fährt.", "Die Bahn fährt nicht."),
        ("de", "Der Minister tritt nicht zurück.", "Der Minister tritt zurück, sein Amt will niemand."),
        ("de", "Bis zu 16 Menschen starben.", "16 Menschen starben."),
        ("de", "16 Menschen starben.", "Bis zu 16 Menschen starben."),
        ("de", "Mehr als 16 Menschen starben.", "16 Menschen starben."),
        ("de", "Er lief 16 Kilometer.", "Er lief 16 Meter."),
        ("de", "Es kostet drei Dollar.", "Es kostet drei Euro."),
        ("de", "Italiens Präsident kam.", "Der französische Präsident kam am Montag."),
        ("fr", "Il a couru 16 mètres.", "Il a couru 16 kilomètres."),
        ("fr", "Plus de 24 blessés.", "24 blessés."),
        ("fr", "24 blessés au plus.", "24 blessés."),
        ("fr", "La société a réagi.", "La société n'a pas réagi."),
        ("fr", "La société n'a pas réagi.", "La société a réagi."),
        ("fr", "Il ne travaille plus au port.", "Il travaille au port."),
        ("fr", "Hier, Rivel a parlé.", "Hier, Kermadec a parlé."),
        ("fr", "Le président italien est venu.", "Le président de la France est venu lundi."),
        ("es", "Hasta cuarenta vendedores huyeron.", "Cuarenta vendedores huyeron."),
        ("es", "El fuego duró cuarenta horas.", "El fuego duró cuarenta minutos."),
        ("es", "El alcalde no dimitió.", "El alcalde dimitió."),
        ("es", "El alcalde dimitió.", "El alcalde no dimitió."),
        ("es", "Según Barrenas, ardió todo.", "Según Almaján, ardió todo."),
        ("it", "Al massimo dodici feriti.", "Dodici feriti."),
        ("it", "Il muro è lungo dodici metri.", "Il muro è lungo dodici chilometri."),
        ("it", "Il sindaco non si è dimesso.", "Il sindaco si è dimesso."),
        ("it", "Il sindaco si è dimesso.", "Il sindaco non si è dimesso."),
        ("it", "Ieri ha parlato Lusardi.", "Ieri ha parlato Cantoni."),
        ("pt", "No máximo doze feridos.", "Doze feridos."),
        ("pt", "O muro tem doze metros.", "O muro tem doze quilômetros."),
        ("pt", "O prefeito renunciou.", "O prefeito não renunciou."),
        ("pt", "O prefeito não renunciou.", "O prefeito renunciou."),
        ("pt", "Ontem, Barros falou.", "Ontem, Lourosa falou."),
    ],
)
def test_text_that_the_evidence_does_not_bear_out_is_told(language: str, text: str, evidence: str) -> None:
    assert faults(language, text, evidence)


@pytest.mark.parametrize(
    ("language", "text", "evidence"),
    [
        ("de", "Der Mann legte das Feuer.", "Der mutmaßliche Täter legte das Feuer."),
        ("fr", "Il a mis le feu.", "Le présumé coupable a mis le feu."),
        ("es", "El hombre mató a dos.", "El presunto asesino mató a dos."),
        ("pt", "O homem matou dois.", "O suposto assassino matou dois."),
        ("fr", "Hier, le Parlement a voté.", "Hier, les députés ont voté."),
        ("de", "Ein Bericht über 12 Tote liegt vor.", "Zwölf Tote nennt der Bericht."),
        ("de", "Die deutsche Regierung trat zurück.", "Die Bundesregierung trat zurück."),
    ],
)
def test_what_may_be_right_is_a_doubt(language: str, text: str, evidence: str) -> None:
    """A hedge left out; a capital that may be a common noun's; a bound that may be a preposition; the paper's
    own country.
    """
    assert faults(language, text, evidence) == ["doubt"]


def checked(path: str, value: object) -> Grounding:
    article = foreign("de")
    return verify(article.document, ground(article.document, changed(article.draft, path, value)))


def test_figures_are_read_from_their_words() -> None:
    article = foreign("de")
    grounding = ground(article.document, article.draft)
    assert grounding.incidents[0].killed[0].count == Count(min=3, max=3)


def test_a_wrong_word_of_number_is_refused() -> None:
    grounding = checked("key_points[0].text", "Fünf Arbeiter starben, 16 wurden verletzt.")
    assert [f.severity for f in grounding.findings if f.path.startswith("key_points[0]")] == ["field"]


def test_a_sentence_that_reports_and_has_no_record_is_noted() -> None:
    grounding = checked("quotes", [])
    assert "report_unaccounted" in {f.code for f in grounding.findings}


def test_a_number_said_a_thousand_times_is_weighed_once() -> None:
    """Else a text of numbers would cost the square of its length."""
    assert len(quantities("zwei " * 1000, "de")) == 1
    assert len(quantities("zwei Meter, zwei Kilometer, bis zu zwei, zwei", "de")) == 4


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        (
            "Le maire est parti hier soir de la ville. « Il a choisi la matraque, a-t-elle lancé, et il "
            "devra en répondre. » Personne n'a répondu.",
            "elle",
            "lancé",
        ),
        (
            "El gerente llegó tarde a la mina. «Es falso —dijo el gerente de la mina—, cumplimos todas las "
            "normas». Nadie le creyó.",
            "el gerente de la mina",
            "dijo",
        ),
        (
            "O prefeito chegou tarde à reunião. “Não sabia — disse o prefeito — que a barragem ia ceder.” "
            "Ninguém acreditou nele.",
            "o prefeito",
            "disse",
        ),
    ],
)
def test_the_reporter_may_speak_within_the_marks(text: str, speaker: str, cue: str) -> None:
    """Some languages set the reporter's words apart by commas or dashes and do not close the marks."""
    assert not told_of_quote(text, speaker, cue)


def test_the_speaker_s_own_words_are_no_cue() -> None:
    text = "Le maire est parti. « Elle a dit non, il a choisi la matraque, et il devra en répondre. » Rien."
    assert told_of_quote(text, "il", "dit")
    german = "Der Bürgermeister ging früh. „Er kam, sagte er, und das war falsch.“ Niemand hat geantwortet."
    assert told_of_quote(german, "er", "sagte")


def told_of_quote(text: str, speaker: str, cue: str) -> list[str]:
    """What is wrong with a quote of the second sentence, whose speaker and cue stand in it."""
    document = read_text(text)
    draft = Draft(
        actors=[ActorDraft(name=f"S2: {speaker}", kind="person")],
        quotes=[
            QuoteDraft(
                quotation="Q1",
                kind="direct",
                speakers=[speaker],
                speaker_at=f"S2: {speaker}",
                cue=f"S2: {cue}",
            )
        ],
    )
    checked = verify(document, ground(document, draft))
    return [f.message for f in checked.findings if f.path.startswith("quotes") and f.severity != "note"]
