package dev.tenantry.crm.tag;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.RecordTags.Change;
import dev.tenantry.shared.record.RecordTags.Tagged;

/** The rows of taggings, many at a time. */
@Component
class TaggingRows {

    private static final String OF_RECORDS = """
            select record_id, tag_id from taggings
            where organization_id = app.org_id() and record_type = ? and record_id = any(?::bigint[])""";
    private static final String INSERT = """
            insert into taggings (organization_id, record_type, record_id, tag_id)
            select app.org_id(), ?, t.record_id, t.tag_id from unnest(?::bigint[], ?::bigint[]) as t (record_id, tag_id)""";
    private static final String DELETE = """
            delete from taggings using unnest(?::bigint[], ?::bigint[]) as t (record_id, tag_id)
            where taggings.organization_id = app.org_id() and taggings.record_type = ?
                and taggings.record_id = t.record_id and taggings.tag_id = t.tag_id""";
    private static final String OF_ERASED = """
            delete from taggings where organization_id = app.org_id() and record_type = ? and record_id = any(?::bigint[])""";
    private static final String MOVE = """
            update taggings set tag_id = ? where organization_id = app.org_id() and tag_id = ?
                and not exists (select from taggings o where o.organization_id = app.org_id() and o.tag_id = ?
                    and o.record_type = taggings.record_type and o.record_id = taggings.record_id)""";
    private static final String GIVE = """
            update taggings set record_id = ? where organization_id = app.org_id() and record_type = ? and record_id = ?
                and not exists (select from taggings o where o.organization_id = app.org_id() and o.tag_id = taggings.tag_id
                    and o.record_type = taggings.record_type and o.record_id = ?)""";
    private static final String OF_TAG = "delete from taggings where organization_id = app.org_id() and tag_id = ?";

    private final JdbcClient jdbc;

    TaggingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that are on the records. */
    Set<Tagged> of(String type, Collection<Long> records) {
        return jdbc.sql(OF_RECORDS)
                .params(type, records.toArray(Long[]::new))
                .query((row, _) -> new Tagged(type, row.getLong(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toSet());
    }

    void write(Change change, String type, List<Tagged> some) {
        if (some.isEmpty()) {
            return;
        }
        var records = some.stream().map(Tagged::recordId).toArray(Long[]::new);
        var tags = some.stream().map(Tagged::tagId).toArray(Long[]::new);
        switch (change) {
            case ADD -> jdbc.sql(INSERT).params(type, records, tags).update();
            case REMOVE -> jdbc.sql(DELETE).params(records, tags, type).update();
        }
    }

    /** All that are on the records go. */
    void erase(String type, List<Long> records) {
        jdbc.sql(OF_ERASED).params(type, records.toArray(Long[]::new)).update();
    }

    /** Whatever the one tag is on, the other is on from then on, once, and the one on nothing. */
    void move(Long from, Long to) {
        jdbc.sql(MOVE).params(to, from, to).update();
        jdbc.sql(OF_TAG).param(from).update();
    }

    /** Whatever is on the one record is on the other from then on, once. */
    void give(String type, Long from, Long into) {
        jdbc.sql(GIVE).params(into, type, from, into).update();
        erase(type, List.of(from));
    }
}
