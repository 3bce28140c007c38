package dev.tenantry.shared.work;

/** A queue's statements, each of one organization that it names. What is put together are names of ours. */
record QueueSql(String claim, String isClaimable, String release, String postpone, String abandon) {

    /** A holder that was none of the instances. */
    private static final String VANISHED = "'00000000-0000-0000-0000-000000000000'";
    /** Whose holder gives no sign of life any more; an instance's own are it, where it knows nothing of them. */
    private static final String ABANDONED = """
            c.leased_by = ? and c.lease_epoch <> all (?) or c.leased_by <> ? and not exists (
                select 1 from work_instances i where i.id = c.leased_by and i.seen_at > now() - ? * interval '1 millisecond')""";
    private static final String ALONE = """
             and not exists (select 1 from %s o where o.organization_id = ? and o.leased_by is not null and (
                o.leased_by = ? and o.lease_epoch = any (?) or o.leased_by <> ? and exists (
                    select 1 from work_instances i where i.id = o.leased_by and i.seen_at > now() - ? * interval '1 millisecond')))""";
    private static final String CLAIMABLE = """
            select %s from %s c where c.organization_id = ? and c.due_at <= now() and (c.leased_by is null or %s)%s%s
            order by c.due_at limit ?""";
    /** The one whose turn it is, or none: where another instance is just claiming it, the next one is not to be taken beside it. */
    private static final String FIRST = """
            select c.id, c.ctid from %s c where c.organization_id = ? and c.id = (%s) and (c.leased_by is null or %s)""";
    /**
     * What locks rows is an expression of its own: within the update it could be carried out again, and lock more than its limit. The
     * update goes where the locked rows are: the server takes a queue that was empty lately for one that is, and would compare each of its
     * rows with each of those.
     * A ticket is left for what comes next, unless somebody looks before that anyway; what is under way is looked at once more after the
     * time of a lease, as its holder may have vanished then.
     */
    private static final String CLAIM = """
            with due as materialized (%2$s for update of c skip locked),
            next as materialized (
                select (select c.due_at from %1$s c where c.organization_id = ? and c.leased_by is null%4$s and c.id not in (select d.id from due d)
                        order by c.due_at limit 1) as due_at,
                    exists (select 1 from %1$s c where c.organization_id = ? and c.due_at <= now()%4$s) as is_under_way),
            look as (
                select case when not is_under_way or due_at <= now() then greatest(due_at, now())
                    else least(due_at, now() + ? * interval '1 millisecond') end as due_at
                from next where due_at is not null or is_under_way),
            ticket as (
                insert into work_tickets (organization_id, queue, due_at) select ?, ?, l.due_at from look l
                where not exists (select 1 from work_tickets t where t.organization_id = ? and t.queue = ? and t.due_at > now() and t.due_at <= l.due_at))
            update %1$s q set leased_by = ?, lease_epoch = nextval('work_lease_epochs'), attempts = q.attempts + 1,
                lease_losses = q.lease_losses + case when q.leased_by is null then 0 else 1 end
            where q.organization_id = ? and q.ctid = any (array(select d.ctid from due d))
            returning q.organization_id, q.id, q.lease_epoch, q.attempts, q.lease_losses%3$s""";
    private static final String GIVE_BACK = """
            with given_back as (
                update %s set leased_by = %s, lease_epoch = 0, due_at = now() + ? * interval '1 millisecond'%s
                where organization_id = ? and id = ? and lease_epoch = ? returning organization_id, due_at)
            insert into work_tickets (organization_id, queue, due_at) select organization_id, ?, due_at from given_back""";

    static QueueSql of(QueueDefinition queue) {
        var table = queue.table();
        var isAlone = queue.turns() == QueueDefinition.Turn.ONE_AT_A_TIME;
        var due = isAlone
                ? FIRST.formatted(table.name(), claimable("c.id", queue), ABANDONED)
                : claimable("c.id, c.ctid", queue);
        return new QueueSql(CLAIM.formatted(table.name(), due, table.columns(), table.rows()),
                "select exists (" + claimable("c.id", queue) + ")",
                GIVE_BACK.formatted(table.name(), "null", ""),
                GIVE_BACK.formatted(table.name(), "null", WorkQueue.NOT_ATTEMPTED),
                GIVE_BACK.formatted(table.name(), VANISHED, ""));
    }

    private static String claimable(String columns, QueueDefinition queue) {
        var table = queue.table();
        var alone = queue.turns() == QueueDefinition.Turn.ONE_AT_A_TIME ? ALONE.formatted(table.name()) : "";
        return CLAIMABLE.formatted(columns, table.name(), ABANDONED, alone, table.rows() + table.among());
    }
}
