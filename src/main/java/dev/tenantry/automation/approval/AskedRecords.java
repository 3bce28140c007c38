package dev.tenantry.automation.approval;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.tenancy.Authority;

/** What a question is about, in words. Names of records are for those alone who may read them. */
@Component
class AskedRecords {

    private static final Pattern RECORD = Pattern.compile("([a-z][a-z-]{0,49})/(\\d{1,18})");
    private static final int LONGEST_NAME = 200;

    private final RecordRegistry records;
    private final RecordPermissions permissions;
    private final Authority authority;

    AskedRecords(RecordRegistry records, RecordPermissions permissions, Authority authority) {
        this.records = records;
        this.permissions = permissions;
        this.authority = authority;
    }

    /**
     * In the current transaction.
     *
     * @param about  {@code contact/17}
     * @param member who is told
     * @return {@code Charles Babbage (contact 17)}, or {@code contact 17} where the member may not read it
     */
    String told(List<String> about, UUID member) {
        if (about.isEmpty()) {
            return "no record";
        }
        var held = authority.of(member);
        return about.stream()
                .map(one -> {
                    var name = RECORD.matcher(one).matches() ? name(one, held) : "";
                    var id = one.replace('/', ' ');
                    return name.isEmpty() ? id : name + " (" + id + ")";
                })
                .collect(Collectors.joining(", "));
    }

    private String name(String about, Set<String> held) {
        var parts = about.split("/");
        if (!permissions.has(parts[0]) || !held.contains(permissions.of(parts[0], "read"))) {
            return "";
        }
        return records.of(parts[0])
                .find(Long.valueOf(parts[1]))
                .map(record -> Texts.shown(record.path("name").asString(record.path("title").asString("")),
                        LONGEST_NAME))
                .orElse("");
    }
}
