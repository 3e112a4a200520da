"""Who somebody is right now: roles of his own and as a deputy, with the store's rules, in one statement."""

from datetime import datetime

from django.db import connection

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import ActorKind, Context, Standing, read_standing_with

# One round trip instead of five: this stands inside every act.
_STANDING = """
SELECT 'store' AS what, '' AS name, id AS number FROM organization_store WHERE id = %(store)s
UNION ALL SELECT 'shares', '', peer.id FROM organization_store peer
  JOIN organization_store own ON own.group_id = peer.group_id AND own.id = %(store)s
  JOIN organization_group g ON g.id = own.group_id AND g.shares_customers
UNION ALL SELECT weight, rule, 0 FROM kernel_ruleweight WHERE store_id = %(store)s
UNION ALL SELECT 'person', name, id FROM organization_person WHERE id = %(person)s AND disabled_at IS NULL
UNION ALL SELECT 'own', role, 0 FROM organization_tenure
  WHERE person_id = %(person)s AND store_id = %(store)s AND since <= %(day)s
   AND (until IS NULL OR until >= %(day)s) AND (exception_until IS NULL OR exception_until >= %(day)s)
UNION ALL SELECT 'deputy', a.role, d.principal_id FROM organization_deputy d
  JOIN organization_tenure a ON a.person_id = d.principal_id AND a.store_id = d.store_id
   AND a.since <= %(day)s AND (a.until IS NULL OR a.until >= %(day)s)
   AND (a.exception_until IS NULL OR a.exception_until >= %(day)s)
  WHERE d.deputy_id = %(person)s AND d.store_id = %(store)s AND d.since <= %(day)s AND d.until >= %(day)s
   AND (d.ended_on IS NULL OR d.ended_on > %(day)s)
"""


@read_standing_with
def standing_of(ctx: Context, at: datetime) -> Standing | None:
    """The standing of a context, or None for a person who is disabled or has no post in this store."""
    if ctx.kind is ActorKind.CLOCK and not ctx.store_id:
        return Standing(roles=frozenset(), name="系统")
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"store": ctx.store_id, "person": ctx.person_id or 0, "day": clock.day(at)})
        rows = cursor.fetchall()
    name = next((row[1] for row in rows if row[0] == "person"), "")
    own = {row[1] for row in rows if row[0] == "own"}
    acting = {row[1]: row[2] for row in rows if row[0] == "deputy" and row[1] not in own}
    if not any(row[0] == "store" for row in rows):
        return None
    if ctx.kind is ActorKind.PERSON and not (name and (own or acting)):
        return None
    return Standing(
        roles=frozenset(own | set(acting)) if ctx.kind is ActorKind.PERSON else frozenset(),
        name=name or {ActorKind.CUSTOMER: "客户", ActorKind.CLOCK: "系统"}.get(ctx.kind, ""),
        acting_for=acting,
        stores=tuple({ctx.store_id, *(row[2] for row in rows if row[0] == "shares")}),
        rules={row[1]: row[0] for row in rows if row[0] in ("stop", "ask", "watch")},
    )
