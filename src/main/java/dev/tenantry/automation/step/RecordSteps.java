package dev.tenantry.automation.step;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/** What the steps have in common that make or change records of whatever kind. */
@Component
class RecordSteps {

    private static final String ID = "\\d{1,18}";
    /** What a text may have in braces, beside what its field holds. */
    private static final int ROOM_FOR_PLACES = 500;

    private final RecordRegistry records;
    private final RecordPermissions permissions;
    private final Map<String, String> references = new HashMap<>();

    RecordSteps(RecordRegistry records, RecordPermissions permissions) {
        this.records = records;
        this.permissions = permissions;
        records.typesByReference().forEach((reference, type) -> references.put(type, reference));
    }

    RecordAccess of(String type) {
        return records.of(type);
    }

    /** How JSON refers to a record of the kind: {@code contactId}. */
    String reference(String type) {
        return references.getOrDefault(type, type);
    }

    String permission(String type, String action) {
        return permissions.of(type, action);
    }

    /** The kinds of records that there are, as the values of a JSON Schema's {@code enum}. */
    String types() {
        return names(references.keySet());
    }

    /** By what records of each kind are found, as far as they can be. */
    SortedMap<String, SortedSet<String>> keys() {
        var keys = new TreeMap<String, SortedSet<String>>();
        references.keySet()
                .stream()
                .filter(type -> !of(type).identifiedBy().isEmpty())
                .forEach(type -> keys.put(type, new TreeSet<>(of(type).identifiedBy())));
        return keys;
    }

    /** The kinds that a run is about some of, likewise. */
    static String subjects() {
        return names(Scope.RECORDS);
    }

    /** The JSON Schema of a text that becomes one of a record's, which has its length from there. */
    String text(String type, String property) {
        var longest = of(type).longest(property).orElseThrow();
        return """
                { "type": "string", "maxLength": %s, "description": "text with placeholders, of at most %s characters once they are filled in" }"""
                .formatted(longest + ROOM_FOR_PLACES, longest);
    }

    static String names(Collection<String> types) {
        return types.stream()
                .sorted()
                .map(type -> "\"" + type + "\"")
                .collect(Collectors.joining(", "));
    }

    /** What is wrong with fields of a record, as far as that is known when the workflow is saved. @param faults stands at them */
    void check(String type, JsonNode fields, Faults faults) {
        var known = StepProperties.known(fields);
        var wrong = of(type).faults(known);
        if (!wrong.isEmpty()) {
            faults.addAll(wrong);
        } else if (maySeeReferences(type, known, faults)) {
            faults.addAll(of(type).unknownReferences(known));
        }
        faults.addAll(of(type).faults(tooLong(type, fields)));
        faults.addAll(unknown(type, fields));
    }

    /** Of a record that is to state these. @throws ProblemException as the API would refuse them, as far as the caller may know */
    void foresee(String type, ObjectNode fields) {
        var wrong = of(type).faults(fields);
        if (wrong.isEmpty() && of(type).references(fields).stream().allMatch(this::maySee)) {
            wrong = of(type).unknownReferences(fields);
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
    }

    /** @throws ProblemException where there is none, as far as the caller may know */
    void foreseeThere(String type, Long id) {
        if (Caller.current().may(permission(type, "read")) && of(type).find(id).isEmpty()) {
            throw ProblemException.notFound();
        }
    }

    /** Whether nothing is found by it, as far as the caller may know. */
    boolean isMissing(String type, String property, String value) {
        return Caller.current().may(permission(type, "read"))
                && of(type).find(property, List.of(value), _ -> false).isEmpty();
    }

    /** Of a record that is there. @throws ProblemException as it would refuse these, as far as the caller may know */
    void foreseeOfRecord(String type, Long id, ObjectNode fields) {
        if (Caller.current().may(permission(type, "read"))) {
            of(type).foresee(id, fields);
        }
    }

    private boolean maySee(RecordAccess.Reference reference) {
        return Caller.current().may(permissionToSee(reference));
    }

    private String permissionToSee(RecordAccess.Reference reference) {
        return reference.type() == null ? Addressees.PERMISSION : permission(reference.type(), "read");
    }

    private boolean maySeeReferences(String type, ObjectNode known, Faults faults) {
        var all = true;
        for (var reference : of(type).references(known)) {
            all &= faults.at(reference.property()).maySee(permissionToSee(reference));
        }
        return all;
    }

    /** Of the texts that are to be filled in those whose fixed part alone is longer than their fields: that part. */
    private ObjectNode tooLong(String type, JsonNode fields) {
        var tooLong = Outcome.object();
        fields.forEachEntry((name, text) -> {
            if (Template.isOpen(text)) {
                var fixed = Template.fixed(text.asString());
                if (fixed.length() > of(type).longest(name).orElse(Integer.MAX_VALUE)) {
                    tooLong.put(name, fixed);
                }
            }
        });
        return tooLong;
    }

    /** A field's name is known, however its value is to be filled in. */
    private List<FieldError> unknown(String type, JsonNode fields) {
        var open = Outcome.object();
        var known = StepProperties.known(fields);
        fields.propertyNames().stream().filter(name -> !known.has(name)).forEach(open::putNull);
        return of(type).faults(open).stream().filter(fault -> fault.code().equals("unknown")).toList();
    }

    /** An id that is no id, or no record's, and is not to be filled in. @param faults stands at it */
    void checkId(JsonNode id, String type, Faults faults) {
        if (!id.isString() || Template.isOpen(id)) {
            return;
        }
        if (!isId(id)) {
            faults.add("pattern", "this is no id of a record of the kind " + type);
        } else if (faults.maySee(permission(type, "read")) && of(type).find(Long.valueOf(id.asString())).isEmpty()) {
            faults.add("unknown-reference", "there is no such resource");
        }
    }

    /** The record, where its id is known by now. @param needed stands at it */
    void require(JsonNode id, String type, Prerequisites needed) {
        if (id.isString() && isId(id)) {
            needed.add(new StatedRecords.Needed(type, Long.valueOf(id.asString()), permission(type, "read")));
        }
    }

    /** What fields of a record refer to, as far as that is known by now. @param needed stands at them */
    void requireReferences(String type, JsonNode fields, Prerequisites needed) {
        for (var reference : of(type).references(StepProperties.known(fields))) {
            var at = needed.at(reference.property());
            if (reference.type() == null) {
                at.add(new Addressees.Needed(UUID.fromString(reference.id()), null));
            } else {
                at.add(new StatedRecords.Needed(reference.type(), Long.valueOf(reference.id()),
                        permission(reference.type(), "read")));
            }
        }
    }

    static boolean isId(JsonNode id) {
        return id.asString("").matches(ID);
    }

    /** Where a path leads to the id of the record of the kind that a run is about: of others, what the trigger tells of it. */
    String path(String type) {
        return Scope.RECORDS.contains(type) ? type + ".id" : "trigger." + reference(type);
    }

    /** The config as it is filled in for records of the kind. */
    JsonNode filled(StepRun run, String type) {
        return run.filled(run.step().config(), of(type)::use);
    }

    static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull()
                && !(value.isString() && value.asString().isEmpty());
    }
}
