package dev.tenantry.crm.report;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.record.CopyMasks;

/** What members are called, for whoever may know who they are: a report is a copy, as files of records are. In the current transaction. */
@Component
public class MemberNames {

    private final JdbcClient jdbc;
    private final CopyMasks masks;

    MemberNames(JdbcClient jdbc, CopyMasks masks) {
        this.jdbc = jdbc;
        this.masks = masks;
    }

    /** Without those who are members no more. */
    public Map<UUID, String> all() {
        var names = new HashMap<UUID, String>();
        if (Caller.current().may("members:read")) {
            var mask = masks.mask("profile", "name");
            jdbc.sql("select user_id, coalesce(name, email) as name from app.members(app.org_id())").query(row -> {
                var name = row.getString("name");
                if (name != null) {
                    names.put(row.getObject("user_id", UUID.class), mask == null ? name : mask);
                }
            });
        }
        return names;
    }
}
