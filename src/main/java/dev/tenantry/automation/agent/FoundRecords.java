package dev.tenantry.automation.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.ValueFormatters;
import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.text.Texts;

/** What findings are about, in words. Their names are for those alone who may read the records. */
@Component
class FoundRecords {

    private static final int LONGEST_NAME = 200;

    /** Of what is no record: its reference, what it takes to read it, and its name. */
    private static final Map<String, Map.Entry<String, String>> NAMED = Map.of("workflowId",
            Map.entry("workflows:read",
                    "select id, name from workflow_definitions where organization_id = app.org_id() and id = any (?)"),
            "integrationId", Map.entry("integrations:read",
                    "select id, name from integrations where organization_id = app.org_id() and id = any (?)"));

    private final JdbcClient jdbc;
    private final RecordRegistry records;
    private final RecordPermissions permissions;
    private final ValueFormatters formatters;

    FoundRecords(JdbcClient jdbc, RecordRegistry records, RecordPermissions permissions, ValueFormatters formatters) {
        this.jdbc = jdbc;
        this.formatters = formatters;
        this.records = records;
        this.permissions = permissions;
    }

    /** Which they are, {@code opportunity 17}, for whoever reads of them; empty where it is about nothing that has an id. */
    static String ids(Finding finding) {
        return new TreeMap<>(finding.about()).entrySet()
                .stream()
                .map(one -> one.getKey().replaceFirst("Id$", "") + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * The findings' titles, and which records each is about, with the name and the amount where an agent of the type may read them:
     * {@code A deal … (Rollout, €900.00, opportunity 17)}. In the current transaction.
     */
    List<String> told(AgentType agent, List<Finding> findings) {
        records.typesByReference().forEach((reference, type) -> {
            if (mayRead(agent, type)) {
                records.of(type)
                        .load(findings.stream()
                                .map(finding -> finding.about().get(reference))
                                .filter(Objects::nonNull)
                                .map(Long::valueOf)
                                .toList());
            }
        });
        var names = names(agent, findings);
        return findings.stream().map(finding -> told(agent, finding, names)).toList();
    }

    /** By their ids. */
    private Map<String, String> names(AgentType agent, List<Finding> findings) {
        var names = new HashMap<String, String>();
        NAMED.forEach((reference, named) -> {
            var ids = findings.stream().map(finding -> finding.about().get(reference)).filter(Objects::nonNull);
            if (agent.reading().contains(named.getKey())) {
                jdbc.sql(named.getValue())
                        .param(ids.map(UUID::fromString).toArray(UUID[]::new))
                        .query((RowCallbackHandler) row -> names.put(row.getString(1), row.getString(2)));
            }
        });
        return names;
    }

    private String told(AgentType agent, Finding finding, Map<String, String> names) {
        var known = records.typesByReference()
                .entrySet()
                .stream()
                .filter(one -> finding.about().containsKey(one.getKey()) && mayRead(agent, one.getValue()))
                .flatMap(one -> records.of(one.getValue())
                        .find(Long.valueOf(finding.about().get(one.getKey())))
                        .stream()
                        .flatMap(this::shown));
        var named = finding.about()
                .values()
                .stream()
                .filter(names::containsKey)
                .map(id -> Texts.shown(names.getOrDefault(id, ""), LONGEST_NAME));
        var about = Stream.of(known, named, Stream.of(ids(finding)))
                .flatMap(some -> some)
                .filter(text -> !text.isEmpty())
                .toList();
        return about.isEmpty() ? finding.title() : finding.title() + " (" + String.join(", ", about) + ")";
    }

    private Stream<String> shown(JsonNode record) {
        return Stream.of(Texts.shown(record.path("name").asString(record.path("title").asString("")), LONGEST_NAME),
                formatters.money(record.path("amount")));
    }

    private boolean mayRead(AgentType agent, String type) {
        return agent.reading().contains(permissions.of(type, "read"));
    }
}
