"""Articles of our own invention in other languages, each with a complete and correct draft.

Events, persons and groups are made up. They hold what misleads checks that were made for English: capitalised
nouns, inflected names, ordinals with a stop, cues of two parts, numbers grouped by points and spaces, no case
at all, and words that mean something else in English.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from staged import Pointer

from wirebrief.schemas.draft import (
    ActorDraft,
    AttributionDraft,
    CasualtyDraft,
    Draft,
    IncidentDraft,
    KeyPointDraft,
    PlaceDraft,
    QuoteDraft,
)
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

GERMAN = """\
Explosion in Kläranlage von Hohenbruck
Bei einer Explosion in der Kläranlage von Hohenbruck sind nach Angaben der Feuerwehr drei Arbeiter getötet \
und 16 weitere verletzt worden.
Der Schaden beläuft sich auf 1,15 Millionen Euro, wie die Gemeinde am Abend mitteilte.
„Wir haben Gas gerochen, dann gab es einen Knall“, sagte der Schichtleiter Korbinian Eder dem Sender.
Der Landrat des Kreises wies Vorwürfe zurück, die Anlage sei nicht gewartet worden.
Eine Bürgerinitiative machte den Betreiber, die Wasserwerke Lohtal, für das Unglück verantwortlich.
Die Leitungen aus den sechziger Jahren versorgen rund 16.000 Haushalte.
"""


def _german(p: Pointer) -> Draft:
    blast = p.s("Bei einer Explosion")
    return Draft(
        kind="report",
        headline="Drei Tote bei Explosion in einer Kläranlage in Hohenbruck",
        key_points=[
            KeyPointDraft(text="Drei Arbeiter starben, 16 wurden verletzt.", evidence=blast),
            KeyPointDraft(text="Den Schaden schätzt man auf 1,15 Mio. Euro.", evidence=p.s("Der Schaden")),
            KeyPointDraft(
                text="Bürger geben dem Wasserwerk Lohtal die Schuld.", evidence=p.s("Eine Bürgerinitiative")
            ),
        ],
        actors=[
            ActorDraft(name=p.at("Feuerwehr"), kind="government_body"),
            ActorDraft(name=p.at("Arbeiter"), kind="people"),
            ActorDraft(name=p.at("Korbinian Eder"), kind="person", role=p.at("Schichtleiter")),
            ActorDraft(name=p.at("Landrat des Kreises"), kind="person", anonymous=True),
            ActorDraft(name=p.at("Bürgerinitiative"), kind="people", anonymous=True),
            ActorDraft(name=p.at("Wasserwerke Lohtal"), kind="company", mentions=[p.at("den Betreiber")]),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=blast,
                type="explosion",
                outcome="succeeded",
                factuality="asserted",
                where=PlaceDraft(at=p.at("in der Kläranlage von Hohenbruck"), city=p.at("Hohenbruck")),
                victims=[f"{p.at('drei Arbeiter')} = Arbeiter"],
                killed=[CasualtyDraft(at=p.at("drei Arbeiter"), source="Feuerwehr")],
                injured=[CasualtyDraft(at=p.at("16 weitere"), source="Feuerwehr")],
                summary="Bei einer Explosion starben drei Arbeiter der Kläranlage.",
            )
        ],
        attributions=[
            AttributionDraft(
                source="Bürgerinitiative",
                act="blames",
                responsible="Wasserwerke Lohtal",
                incidents=["I1"],
                cue=p.at("machte"),
                clause=p.at("Eine Bürgerinitiative machte den Betreiber, die Wasserwerke Lohtal"),
            )
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("Wir haben"),
                kind="direct",
                speakers=["Korbinian Eder"],
                speaker_at=p.at("der Schichtleiter Korbinian Eder"),
                cue=p.at("sagte"),
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("Vorwürfe zurück, die Anlage sei nicht gewartet worden"),
                kind="indirect",
                speakers=["Landrat des Kreises"],
                speaker_at=p.at("Der Landrat des Kreises"),
                cue=p.at("wies"),
                stance="denies",
            ),
        ],
    )


FRENCH = """\
Effondrement d'un hangar à Port-Ravel
Un hangar s'est effondré mardi 12 mai 2026 à Port-Ravel, faisant au moins 24 blessés, a annoncé la préfecture.
Une centaine de pompiers et 1 200 bénévoles ont fouillé les décombres pendant la nuit.
« Personne n'a été tué, et c'est un miracle », a déclaré la maire, Solène Kermadec.
Elle a demandé l'ouverture d'une enquête sur l'entretien du toit.
Un syndicat de dockers accuse la société Ravel Fret d'avoir ignoré les alertes.
La société, elle, n'a pas souhaité réagir.
"""


def _french(p: Pointer) -> Draft:
    fall = p.s("Un hangar s'est")
    return Draft(
        kind="report",
        headline="Port-Ravel : un hangar s'effondre, 24 blessés au moins",
        key_points=[
            KeyPointDraft(text="L'effondrement du toit a fait 24 blessés mardi.", evidence=fall),
            KeyPointDraft(text="Quelque 1200 volontaires ont cherché.", evidence=p.s("Une centaine")),
            KeyPointDraft(text="Les dockers mettent en cause Ravel Fret.", evidence=p.s("Un syndicat")),
        ],
        actors=[
            ActorDraft(name=p.at("préfecture"), kind="government_body"),
            ActorDraft(
                name=p.at("Solène Kermadec"), kind="person", role=p.at("maire"), mentions=[p.at("Elle")]
            ),
            ActorDraft(name=p.at("syndicat de dockers"), kind="other", anonymous=True),
            ActorDraft(name=p.at("Ravel Fret"), kind="company", mentions=[p.at("La société")]),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=fall,
                type="accident",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("mardi 12 mai 2026"),
                anchor="published",
                where=PlaceDraft(at=p.at("à Port-Ravel"), city=p.at("Port-Ravel"), country="FR"),
                injured=[CasualtyDraft(at=p.at("24 blessés"), source="préfecture")],
                summary="Un bâtiment s'est écroulé le 12 mai.",
            )
        ],
        attributions=[
            AttributionDraft(
                source="syndicat de dockers",
                act="blames",
                responsible="Ravel Fret",
                incidents=["I1"],
                cue=p.at("accuse"),
                clause=p.at("Un syndicat de dockers accuse la société Ravel Fret d'avoir ignoré les alertes"),
            )
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("Personne"),
                kind="direct",
                speakers=["Solène Kermadec"],
                speaker_at=p.at("la maire, Solène Kermadec"),
                cue=p.at("a déclaré"),
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("l'ouverture d'une enquête sur l'entretien du toit"),
                kind="indirect",
                speakers=["Solène Kermadec"],
                speaker_at=p.at("Elle"),
                cue=p.at("a demandé"),
                stance="calls_for",
            ),
        ],
    )


SPANISH = """\
Un incendio obliga a evacuar un mercado en Villa Sarmo
Un incendio destruyó el 03/02/2026 el mercado central de Villa Sarmo y obligó a evacuar a 3.500 personas, \
informaron los bomberos.
No hubo muertos, pero cuarenta vendedores perdieron sus puestos.
«No nos avisó nadie», dijo Ruperto Almaján, dueño de una pescadería.
El alcalde, Teófilo Barrenas, negó que las salidas estuvieran cerradas.
La asociación de vendedores culpó del fuego a la empresa Luz Sarmeña.
"""


def _spanish(p: Pointer) -> Draft:
    fire = p.s("Un incendio destruyó")
    return Draft(
        kind="report",
        headline="Evacúan a 3500 personas por un fuego en el mercado de Villa Sarmo",
        key_points=[
            KeyPointDraft(text="Unas 3.500 personas fueron evacuadas.", evidence=fire),
            KeyPointDraft(text="Ningún muerto; 40 comerciantes afectados.", evidence=p.s("No hubo")),
        ],
        actors=[
            ActorDraft(name=p.at("bomberos"), kind="government_body"),
            ActorDraft(name=p.at("Ruperto Almaján"), kind="person"),
            ActorDraft(name=p.at("Teófilo Barrenas"), kind="person", role=p.at("alcalde")),
            ActorDraft(name=p.at("asociación de vendedores"), kind="other"),
            ActorDraft(name=p.at("Luz Sarmeña"), kind="company"),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=[*fire, *p.s("No hubo")],
                type="fire",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("el 03/02/2026"),
                anchor="published",
                where=PlaceDraft(at=p.at("el mercado central de Villa Sarmo"), city=p.at("Villa Sarmo")),
                damage=p.at("destruyó"),
                damage_level="destroyed",
                summary="Ardió el mercado de la ciudad y 3.500 personas salieron.",
            )
        ],
        attributions=[
            AttributionDraft(
                source="asociación de vendedores",
                act="blames",
                responsible="Luz Sarmeña",
                incidents=["I1"],
                cue=p.at("culpó"),
                clause=p.at("La asociación de vendedores culpó del fuego a la empresa Luz Sarmeña"),
            )
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("No nos"),
                kind="direct",
                speakers=["Ruperto Almaján"],
                speaker_at=p.at("Ruperto Almaján"),
                cue=p.at("dijo"),
            ),
            QuoteDraft(
                content=p.at("que las salidas estuvieran cerradas"),
                kind="indirect",
                speakers=["Teófilo Barrenas"],
                speaker_at=p.at("El alcalde, Teófilo Barrenas"),
                cue=p.at("negó"),
                stance="denies",
            ),
        ],
    )


PORTUGUESE = """\
Explosão em depósito de fogos mata três em Serra Lourosa
Uma explosão num depósito de fogos de artifício matou três pessoas na segunda-feira em Serra Lourosa, no \
norte de Portugal, informou a Proteção Civil.
Pelo menos doze moradores ficaram feridos e 1.400 foram retirados de casa.
“A terra tremeu, pensei que era um sismo”, disse a comerciante Idalina Frazão.
O dono do depósito, Baltazar Meirinho, negou que os fogos fossem ilegais.
Uma associação de moradores culpou a câmara pela falta de fiscalização.
"""


def _portuguese(p: Pointer) -> Draft:
    blast = p.s("Uma explosão")
    return Draft(
        kind="report",
        headline="Serra Lourosa: depósito de fogos explode e faz 3 mortos",
        key_points=[
            KeyPointDraft(text="Três pessoas morreram na explosão.", evidence=blast),
            KeyPointDraft(text="Ao menos 12 feridos e 1400 retirados.", evidence=p.s("Pelo menos")),
        ],
        actors=[
            ActorDraft(name=p.at("Proteção Civil"), kind="government_body"),
            ActorDraft(name=p.at("Idalina Frazão"), kind="person", role=p.at("comerciante")),
            ActorDraft(name=p.at("Baltazar Meirinho"), kind="person", role=p.at("dono do depósito")),
            ActorDraft(name=p.at("associação de moradores"), kind="other", anonymous=True),
            ActorDraft(name=p.at("câmara"), kind="government_body"),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=[*blast, *p.s("Pelo menos")],
                type="explosion",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("na segunda-feira"),
                anchor="published",
                where=PlaceDraft(
                    at=p.at("em Serra Lourosa, no norte de Portugal"),
                    city=p.at("Serra Lourosa", 2),
                    country="PT",
                ),
                killed=[CasualtyDraft(at=p.at("três pessoas"), source="Proteção Civil")],
                injured=[CasualtyDraft(at=p.at("Pelo menos doze moradores"))],
                summary="Fogos de artifício explodiram e mataram três.",
            )
        ],
        attributions=[
            AttributionDraft(
                source="associação de moradores",
                act="blames",
                responsible="câmara",
                incidents=["I1"],
                cue=p.at("culpou"),
                clause=p.at("Uma associação de moradores culpou a câmara pela falta de fiscalização"),
            )
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("A terra"),
                kind="direct",
                speakers=["Idalina Frazão"],
                speaker_at=p.at("a comerciante Idalina Frazão"),
                cue=p.at("disse"),
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("que os fogos fossem ilegais"),
                kind="indirect",
                speakers=["Baltazar Meirinho"],
                speaker_at=p.at("O dono do depósito, Baltazar Meirinho"),
                cue=p.at("negou"),
                stance="denies",
            ),
        ],
    )


ITALIAN = """\
Frana su una strada a Valdesi, due morti
Una frana ha travolto lunedì sera due auto sulla strada provinciale di Valdesi, uccidendo due persone, ha \
riferito la Protezione civile.
Almeno ventitré abitanti sono stati evacuati e 1.600 sono rimasti senza luce.
«Ho sentito un boato, poi più niente», ha detto il barista Ettore Lusardi.
La sindaca, Mirella Cantoni, ha negato che il pericolo fosse noto.
Un comitato di cittadini accusa la Provincia di aver ignorato le segnalazioni.
"""


def _italian(p: Pointer) -> Draft:
    slide = p.s("Una frana")
    return Draft(
        kind="report",
        headline="Valdesi, frana su due auto: 2 vittime",
        key_points=[
            KeyPointDraft(text="Due persone sono morte per la frana di lunedì.", evidence=slide),
            KeyPointDraft(text="Almeno 23 evacuati, 1600 al buio.", evidence=p.s("Almeno")),
            KeyPointDraft(
                text="I cittadini danno la colpa alla Provincia.", evidence=p.s("Un comitato di cittadini")
            ),
        ],
        actors=[
            ActorDraft(name=p.at("Protezione civile"), kind="government_body"),
            ActorDraft(name=p.at("Ettore Lusardi"), kind="person", role=p.at("barista")),
            ActorDraft(name=p.at("Mirella Cantoni"), kind="person", role=p.at("sindaca")),
            ActorDraft(name=p.at("comitato di cittadini"), kind="other", anonymous=True),
            ActorDraft(name=p.at("Provincia"), kind="government_body"),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=slide,
                type="natural_disaster",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("lunedì sera"),
                anchor="published",
                where=PlaceDraft(at=p.at("sulla strada provinciale di Valdesi"), city=p.at("Valdesi", 2)),
                killed=[CasualtyDraft(at=p.at("due persone"), source="Protezione civile")],
                summary="Una frana uccise due persone in auto.",
            )
        ],
        attributions=[
            AttributionDraft(
                source="comitato di cittadini",
                act="blames",
                responsible="Provincia",
                incidents=["I1"],
                cue=p.at("accusa"),
                clause=p.at("Un comitato di cittadini accusa la Provincia di aver ignorato le segnalazioni"),
            )
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("Ho sentito"),
                kind="direct",
                speakers=["Ettore Lusardi"],
                speaker_at=p.at("il barista Ettore Lusardi"),
                cue=p.at("ha detto"),
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("che il pericolo fosse noto"),
                kind="indirect",
                speakers=["Mirella Cantoni"],
                speaker_at=p.at("La sindaca, Mirella Cantoni"),
                cue=p.at("ha negato"),
                stance="denies",
            ),
        ],
    )


ARABIC = """\
انفجار في مصنع بمدينة نهر الصافي
قتل خمسة عمال وأصيب ٢٧ آخرون في انفجار وقع في مصنع للورق بمدينة نهر الصافي يوم الاثنين، بحسب الدفاع المدني.
وقالت مديرة المصنع هالة الرمادي: «لم نسمع أي إنذار قبل الانفجار».
ودعت الرمادي إلى فتح تحقيق في أسباب الحادث.
واتهمت نقابة العمال شركة الورق الحديثة بإهمال الصيانة.
"""


def _arabic(p: Pointer) -> Draft:
    blast = p.s("قتل خمسة عمال")
    return Draft(
        kind="report",
        headline="مقتل خمسة عمال في انفجار بمصنع للورق",
        key_points=[KeyPointDraft(text="أصيب 27 شخصا في الانفجار.", evidence=blast)],
        actors=[
            ActorDraft(name=p.at("الدفاع المدني"), kind="government_body"),
            ActorDraft(name=p.at("هالة الرمادي"), kind="person", role=p.at("مديرة المصنع")),
            ActorDraft(name=p.at("نقابة العمال"), kind="other"),
            ActorDraft(name=p.at("شركة الورق الحديثة"), kind="company"),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=blast,
                type="explosion",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("يوم الاثنين"),
                anchor="published",
                where=PlaceDraft(at=p.at("في مصنع للورق بمدينة نهر الصافي"), city=p.at("نهر الصافي", 2)),
                killed=[CasualtyDraft(at=p.at("خمسة عمال"), source="الدفاع المدني")],
                injured=[CasualtyDraft(at=p.at("٢٧ آخرون"), source="الدفاع المدني")],
                summary="وقع انفجار في مصنع وأدى إلى قتلى وجرحى.",
            )
        ],
        attributions=[
            AttributionDraft(
                source="نقابة العمال",
                act="blames",
                responsible="شركة الورق الحديثة",
                incidents=["I1"],
                cue=p.at("واتهمت"),
                clause=p.at("واتهمت نقابة العمال شركة الورق الحديثة بإهمال الصيانة"),
            )
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("لم نسمع"),
                kind="direct",
                speakers=["هالة الرمادي"],
                speaker_at=p.at("مديرة المصنع هالة الرمادي"),
                cue=p.at("وقالت"),
            ),
            QuoteDraft(
                content=p.at("إلى فتح تحقيق في أسباب الحادث"),
                kind="indirect",
                speakers=["هالة الرمادي"],
                speaker_at=p.at("الرمادي", 2),
                cue=p.at("ودعت"),
                stance="calls_for",
            ),
        ],
    )


_ARTICLES: dict[str, tuple[str, Callable[[Pointer], Draft]]] = {
    "de": (GERMAN, _german),
    "fr": (FRENCH, _french),
    "es": (SPANISH, _spanish),
    "pt": (PORTUGUESE, _portuguese),
    "it": (ITALIAN, _italian),
    "ar": (ARABIC, _arabic),
}
LANGUAGES = tuple(_ARTICLES)


@dataclass(frozen=True)
class Foreign:
    """An article and its correct draft."""

    language: str
    document: Document
    draft: Draft


@cache
def foreign(language: str) -> Foreign:
    """The article in a language, read, with its draft."""
    text, write = _ARTICLES[language]
    document = read_text(text, published=date(2026, 5, 13))
    return Foreign(language, document, write(Pointer(document)))
