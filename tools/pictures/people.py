"""People as simple cut-paper figures: joints bent by a pose, clothes as flat shapes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from inks import INK, NAVY, SKIN
from sheet import Point, Sheet, smooth


@dataclass(frozen=True)
class Pose:
    """Angles in degrees: 0 hangs straight down, positive swings to the side the figure faces."""

    lean: float = 0
    near_hip: float = 4
    near_knee: float = 0
    far_hip: float = -4
    far_knee: float = 0
    near_arm: float = 6
    near_elbow: float = 10
    far_arm: float = -6
    far_elbow: float = 10
    nod: float = 0


STAND = Pose()
WALK = Pose(
    lean=3, near_hip=24, near_knee=-6, far_hip=-20, far_knee=-24, near_arm=-20, near_elbow=14, far_arm=22, far_elbow=24
)
STROLL = Pose(
    lean=2, near_hip=-15, near_knee=-16, far_hip=16, far_knee=-2, near_arm=18, near_elbow=18, far_arm=-14, far_elbow=12
)
RUN = Pose(
    lean=10,
    near_hip=52,
    near_knee=-62,
    far_hip=-24,
    far_knee=-58,
    near_arm=-46,
    near_elbow=84,
    far_arm=40,
    far_elbow=92,
)
REACH = Pose(lean=6, near_arm=72, near_elbow=14, far_arm=48, far_elbow=30)
BEND = Pose(
    lean=62,
    near_hip=18,
    near_knee=-20,
    far_hip=4,
    far_knee=-10,
    near_arm=24,
    near_elbow=8,
    far_arm=44,
    far_elbow=8,
    nod=10,
)
SIT = Pose(
    lean=4, near_hip=86, near_knee=-84, far_hip=80, far_knee=-80, near_arm=34, near_elbow=60, far_arm=26, far_elbow=64
)
READ = replace(SIT, lean=12, near_arm=38, near_elbow=66, nod=26)
CROUCH = Pose(
    lean=24,
    near_hip=104,
    near_knee=-124,
    far_hip=84,
    far_knee=-126,
    near_arm=50,
    near_elbow=24,
    far_arm=40,
    far_elbow=30,
)


@dataclass(frozen=True)
class Dress:
    """What a figure wears: inks, and how far the coat reaches."""

    coat: str = NAVY
    legs: str = INK
    skin: str = SKIN
    hair: str = INK
    shoe: str = INK
    hem: float = 0.05
    """How far the coat falls below the hip, in heights of the figure."""
    flare: float = 1.1
    """Width of the hem against the hip's."""
    broad: float = 0.85
    """1 seen from the front, about 0.65 from the side."""
    hat: str | None = None
    """Ink of a brimmed hat; None means bare-headed."""
    scarf: str | None = None
    long_hair: bool = False


def silhouette(ink: str) -> Dress:
    """A figure all in one ink."""
    return Dress(coat=ink, legs=ink, skin=ink, hair=ink, shoe=ink)


@dataclass(frozen=True)
class Joints:
    """Where the figure's parts came out, so that a scene can put things into its hands."""

    head: Point
    neck: Point
    hip: Point
    near_hand: Point
    far_hand: Point
    near_foot: Point
    far_foot: Point


def _swing(start: Point, length: float, degrees: float, face: int) -> Point:
    turn = math.radians(degrees)
    return start[0] + math.sin(turn) * length * face, start[1] + math.cos(turn) * length


def _leg(hip: Point, tall: float, thigh: float, knee: float, face: int) -> tuple[Point, Point]:
    middle = _swing(hip, tall * 0.245, thigh, face)
    return middle, _swing(middle, tall * 0.245, thigh + knee, face)


def person(
    sheet: Sheet,
    x: float,
    y: float,
    tall: float,
    pose: Pose = STAND,
    dress: Dress = Dress(),
    face: int = 1,
    seat: bool = False,
) -> Joints:
    """Draw a figure `tall` pixels high, its lower foot on `y` (its hip, with `seat`), facing right (1) or left (-1)."""
    hip = (0.0, 0.0)
    near_knee, near_foot = _leg(hip, tall, pose.near_hip, pose.near_knee, face)
    far_knee, far_foot = _leg(hip, tall, pose.far_hip, pose.far_knee, face)
    ground = 0.0 if seat else max(near_foot[1], far_foot[1]) + tall * 0.014
    move = (x, y - ground)
    hip, near_knee, near_foot, far_knee, far_foot = (
        (px + move[0], py + move[1]) for px, py in (hip, near_knee, near_foot, far_knee, far_foot)
    )
    lean = math.radians(pose.lean)
    up = (math.sin(lean) * face, -math.cos(lean))
    side = (-up[1], up[0])
    neck = (hip[0] + up[0] * tall * 0.335, hip[1] + up[1] * tall * 0.335)
    broad = tall * 0.115 * dress.broad
    nod = lean + math.radians(pose.nod)
    head = (neck[0] + math.sin(nod) * face * tall * 0.098, neck[1] - math.cos(nod) * tall * 0.098)

    def shoulder(share: float) -> Point:
        return neck[0] + side[0] * broad * share - up[0] * tall * 0.035, neck[1] + side[1] * broad * share - up[
            1
        ] * tall * 0.035

    def arm(share: float, swing: float, elbow: float) -> Point:
        start = shoulder(share)
        middle = _swing(start, tall * 0.17, swing, face)
        hand = _swing(middle, tall * 0.155, swing + elbow, face)
        sheet.limb(start, middle, tall * 0.033, tall * 0.027, dress.coat)
        sheet.limb(middle, hand, tall * 0.027, tall * 0.02, dress.coat)
        sheet.disc(hand[0], hand[1], tall * 0.023, dress.skin)
        return hand

    def leg(knee: Point, foot: Point) -> None:
        sheet.limb(hip, knee, tall * 0.05, tall * 0.036, dress.legs)
        sheet.limb(knee, foot, tall * 0.036, tall * 0.022, dress.legs)
        toe = (foot[0] + face * tall * 0.05, foot[1] + tall * 0.002)
        sheet.limb(foot, toe, tall * 0.02, tall * 0.013, dress.shoe)

    far_hand = arm(-0.72 * face, pose.far_arm, pose.far_elbow)
    leg(far_knee, far_foot)
    leg(near_knee, near_foot)
    waist = tall * 0.085 * (0.4 + 0.6 * dress.broad)
    drop = tall * dress.hem
    hem = (hip[0] - up[0] * drop * 0.3, hip[1] + drop)
    sheet.fill(
        smooth(
            [
                (neck[0] + side[0] * broad * 0.4, neck[1] + side[1] * broad * 0.4),
                (shoulder(1)[0] + side[0] * tall * 0.01, shoulder(1)[1] + side[1] * tall * 0.01),
                (hip[0] + side[0] * waist + up[0] * tall * 0.1, hip[1] + side[1] * waist + up[1] * tall * 0.1),
                (hem[0] + waist * dress.flare, hem[1]),
                (hem[0] - waist * dress.flare, hem[1]),
                (hip[0] - side[0] * waist + up[0] * tall * 0.1, hip[1] - side[1] * waist + up[1] * tall * 0.1),
                (shoulder(-1)[0] - side[0] * tall * 0.01, shoulder(-1)[1] - side[1] * tall * 0.01),
                (neck[0] - side[0] * broad * 0.4, neck[1] - side[1] * broad * 0.4),
            ]
        ),
        dress.coat,
    )
    sheet.limb(neck, head, tall * 0.03, tall * 0.03, dress.skin)
    _head(sheet, head, tall, dress, face, nod)
    if dress.scarf:
        sheet.limb(
            (neck[0] - tall * 0.03, neck[1] - tall * 0.01),
            (neck[0] + tall * 0.03, neck[1] - tall * 0.005),
            tall * 0.026,
            tall * 0.026,
            dress.scarf,
        )
    near_hand = arm(0.72 * face, pose.near_arm, pose.near_elbow)
    return Joints(head, neck, hip, near_hand, far_hand, near_foot, far_foot)


def _head(sheet: Sheet, head: Point, tall: float, dress: Dress, face: int, nod: float) -> None:
    sheet.canvas.save()
    sheet.canvas.translate(*head)
    sheet.canvas.rotate(math.degrees(nod) * face)
    across, down = tall * 0.054, tall * 0.068
    if dress.long_hair:
        sheet.fill(
            smooth(
                [
                    (-face * across * 1.2, -down * 0.5),
                    (face * across * 0.2, -down * 0.9),
                    (-face * across * 0.1, down * 0.8),
                    (-face * across * 0.5, down * 1.7),
                    (-face * across * 1.5, down * 1.4),
                ]
            ),
            dress.hair,
        )
    sheet.ellipse(0, 0, across, down, dress.skin)
    sheet.fill(
        smooth(
            [
                (-face * across * 1.08, down * 0.45),
                (-face * across * 1.12, -down * 0.45),
                (-face * across * 0.2, -down * 1.12),
                (face * across * 0.95, -down * 0.6),
                (face * across * 0.5, -down * 0.3),
                (-face * across * 0.2, -down * 0.25),
                (-face * across * 0.45, down * 0.5),
            ]
        ),
        dress.hair,
    )
    if dress.hat:
        sheet.fill(
            smooth(
                [
                    (-across * 1.05, -down * 0.35),
                    (-across * 0.85, -down * 1.25),
                    (across * 0.85, -down * 1.25),
                    (across * 1.05, -down * 0.35),
                ]
            ),
            dress.hat,
        )
        sheet.limb(
            (-across * 1.5 + face * across * 0.3, -down * 0.36),
            (across * 1.5 + face * across * 0.3, -down * 0.36),
            tall * 0.008,
            tall * 0.008,
            dress.hat,
        )
    sheet.canvas.restore()
