"""Prints questions that lead to each other as a numbered list.

On a page, each question is inside the answer that leads to it. On paper, that would be eight
levels of indentation, so every step gets a number, and every answer a link to the next step.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from .tree import by_class, classes, element, move_content, remove_all

_STEP = "data-step"
_NEXT_STEP = "data-to"


def number_steps(root: Element) -> None:
    """Replace the nested steps of every entry below ``root`` by numbered ones."""
    for article in root.iter("article"):
        for flow in list(by_class(article, "pb-flow-whole")):
            _number(flow, article.get("id", ""))


def _number(flow: Element, entry: str) -> None:
    steps = [step for step in flow.iter() if step.get(_STEP)]
    numbers = {step.get(_STEP, ""): number for number, step in enumerate(steps, 1)}
    for step in steps:
        for answer in step.iter("li"):
            if answer.get(_NEXT_STEP):
                _link_answer(answer, entry, numbers)
    for child in list(flow):
        flow.remove(child)
    flow.tag = "div"
    flow.text = None
    flow.extend(_printed_steps(steps, entry))


def _link_answer(answer: Element, entry: str, numbers: dict[str, int]) -> None:
    """Reduce an answer to its own text and a link to the step that it leads to."""
    next_step = answer.attrib.pop(_NEXT_STEP)
    remove_all(answer, lambda each: "pb-flow-answer" not in classes(each) and each.tag != "span")
    link = SubElement(answer, "a", {"href": f"#{_id(entry, next_step)}", "class": "step-link"})
    link.text = f"\u2192\u00a0{numbers.get(next_step, '')}"


def _printed_steps(steps: list[Element], entry: str) -> Iterator[Element]:
    for number, step in enumerate(steps, 1):
        attributes = {
            "class_": f"step {step.get('class', '')}",
            "id": _id(entry, step.attrib[_STEP]),
        }
        printed = element("div", **attributes)
        title, *content = list(step)
        heading = element("p", class_="step-title")
        heading.append(element("span", str(number), class_="step-number"))
        heading[0].tail = " "
        printed.append(move_content(title, heading))
        printed.extend(content)
        yield printed


def _id(entry: str, step: str) -> str:
    return f"{entry}.{step}"
