"""Why an article has its labels: the words that spoke for and against each, as wide as their weight."""

from typing import TYPE_CHECKING, Any

from dash import html

from analytics.dossier import Reading
from dashboards.context import Context

if TYPE_CHECKING:
    from models.explain import Explanation


def reasons_of(context: Context, reading: Reading) -> Any:
    """The words that spoke for and against the model's section and topics, each as wide as its weight."""
    # scikit-learn comes with these; a server that nobody asks for reasons starts without it.
    from models.classifier import SECTION, SEMANTIC, TOPICS
    from models.document import Document
    from models.explain import explain

    say = context.say
    assert context.models is not None
    assert reading.model is not None
    second = reading.model.endswith(SEMANTIC)
    classifier = context.models(reading.model.removesuffix(SEMANTIC))
    document = Document(*(str(reading.article[key] or "") for key in ("title", "text", "lang")))
    found = [
        one
        for target in (SECTION, TOPICS)
        if target in classifier.heads
        for one in explain(classifier, document, target=target, semantic=second)
    ]
    if not found:
        return html.P(say("This model has neither sections nor topics."), className="hint")
    return [_reason_list(context, one) for one in found] + [
        html.P(
            say("Numbers add up to each label's margin; the model's certainty follows from the margins."),
            className="hint",
        )
    ]


def _reason_list(context: Context, one: "Explanation") -> Any:
    say = context.say
    values = {"name": context.name(one.label), "share": say.percent(one.score)}
    head = (
        say("{name} as section: {share}", **values)
        if one.target == "section"
        else say("{name} as topic: {share}", **values)
    )
    doubt = "" if one.given else ", " + say("not sure enough to be given")
    signs = (("for", say("for")), ("against", say("against")))
    speaking = [(*sign, reasons) for sign, reasons in zip(signs, one.top(), strict=True) if reasons]
    return html.Section(
        [html.H3(head + doubt)]
        + [
            html.P(
                [html.B(f"{word} ")]
                + [
                    html.Span([reason.text, html.Small(f" {say.number(round(abs(reason.weight), 2))}")], className=sign)
                    for reason in reasons
                ],
                className="reasons",
            )
            for sign, word, reasons in speaking
        ]
    )
