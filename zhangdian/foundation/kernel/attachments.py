"""Photos as evidence: uploaded first, judged by their content, then attached inside an act."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from zhangdian.foundation.kernel import clock, rows
from zhangdian.foundation.kernel.contention import tried_again
from zhangdian.foundation.kernel.models import Photo, Upload
from zhangdian.foundation.kernel.photos import clean_photo
from zhangdian.foundation.kernel.records import Root
from zhangdian.foundation.kernel.refusals import Refusal

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Act
    from zhangdian.foundation.kernel.context import Context

Lets = Callable[["Context", Photo], bool]
KEPT_FROM_SIGHT: dict[str, Lets] = {}
"""Kinds of record whose photos are shown only when their room says so."""


def shown_only_if(label: str, lets: Lets) -> None:
    """A room says (in apps.ready) when a photo of this kind of record is shown to who asks for it."""
    KEPT_FROM_SIGHT[label] = lets


PER_DAY = 1000
"""Files of one person and day (reliability.md R11e)."""


def path_of(digest: str, *, thumbnail: bool = False) -> Path:
    folder = Path(settings.MEDIA_ROOT) / digest[:2]
    return folder / f"{digest}{'-s' if thumbnail else ''}.jpg"


def store_upload(ctx: "Context", content: bytes) -> Upload:
    """Judge a picture by its content, strip place and time from it, keep it outside the web root."""
    today, _ = clock.day_bounds(clock.day(clock.now()))
    if Upload.objects.filter(person=ctx.person_id or 0, at__gte=today).count() >= PER_DAY:
        raise Refusal("今天上传的照片已到上限，请明天再传或联系办公室主任")
    photo = clean_photo(content)
    for thumbnail, picture in ((False, photo.picture), (True, photo.thumbnail)):
        path = path_of(photo.digest, thumbnail=thumbnail)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(picture)
    return enter_upload(ctx, photo.digest, len(photo.picture))


def enter_upload(ctx: "Context", digest: str, size: int) -> Upload:
    """A kept picture, sent by this person now; how many bytes it has."""
    upload = Upload(store_id=ctx.store_id, person_id=ctx.person_id, at=clock.now(), digest=digest, size=size)
    tried_again(upload.save)
    return upload


@rows.worded
def _uploads(store_id: int, keys: Sequence[int]) -> Any:
    return Upload.objects.filter(store_id=store_id, pk__in=keys).order_by("pk")


def uploads_of(act: "Act", keys: Sequence[int]) -> list[Upload]:
    """These uploads, made in this store; anything else is refused."""
    found = _uploads(act.store_id, sorted(set(keys)))
    if len(found) != len(set(keys)):
        raise Refusal("有照片没有传上来：请重拍")
    return found


def attach(act: "Act", subject: Any, kind: str, keys: Sequence[int], *, root: Any = None) -> list[Photo]:
    """The uploads become photos of this record."""
    return attach_kinds(act, subject, {kind: keys}, root=root)


def attach_kinds(
    act: "Act", subject: Any, kinds: Mapping[str, Sequence[int]], *, root: Any = None
) -> list[Photo]:
    """The same for photos of several kinds at once."""
    top: Root = root or (getattr(subject, subject.root) if subject.root else subject)
    uploads = {
        upload.pk: upload for upload in uploads_of(act, [key for keys in kinds.values() for key in keys])
    }
    photos = [
        Photo(
            store_id=act.store_id,
            root_type=top._meta.label_lower,
            root_id=top.pk,
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            kind=kind,
            upload=upload,
        )
        for kind, keys in kinds.items()
        for upload in (uploads[key] for key in sorted(set(keys)))
    ]
    return Photo.objects.add_many(photos) if photos else []


def photos_of_each(ctx: "Context", subjects: Sequence[Any]) -> dict[int, list[Photo]]:
    """The photos of records of one kind, by their keys; in one query."""
    found: dict[int, list[Photo]] = {each.pk: [] for each in subjects}
    if subjects:
        label = subjects[0]._meta.label_lower
        for photo in Photo.objects.of(ctx).filter(subject_type=label, subject_id__in=found).order_by("pk"):
            found[photo.subject_id].append(photo)
    return found


def photos_of(ctx: "Context", subject: Any) -> Any:
    """The photos of one record, as they were attached."""
    label = subject._meta.label_lower
    return Photo.objects.of(ctx).filter(subject_type=label, subject_id=subject.pk).order_by("pk")


def photos_kept(ctx: "Context", upload: Upload) -> list[Photo]:
    """Where this upload stands on records that show their photos to few, and only after they said why."""
    if not KEPT_FROM_SIGHT:
        return []
    return list(Photo.objects.of(ctx).filter(upload=upload, subject_type__in=KEPT_FROM_SIGHT))


def is_shown(ctx: "Context", photo: Photo) -> bool:
    return KEPT_FROM_SIGHT[photo.subject_type](ctx, photo)
