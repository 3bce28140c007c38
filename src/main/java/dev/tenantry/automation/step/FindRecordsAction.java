package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.text.KnownNames;

/** Finds records of a kind as their list does. What is prepared has the filter with its values. */
@Component
class FindRecordsAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "records that are found as their list finds them, for steps that come later: the result has records, each with its fields as the API shows them and its kind as recordType, such as {{steps.find.result.records}} as the items of a for_each, count, how many these are, and hasMore, whether there are others. It takes the permission to read records of the kind",
              "examples": [{ "type": "opportunity", "filter": "status[eq]:open,expectedCloseOn[gte]:{{today}}", "sort": "expectedCloseOn", "limit": 50 },
                  { "type": "task", "filter": "contactId[eq]:{{trigger.contactId}}", "fields": ["title", "dueAt"] }],
              "type": "object",
              "required": ["type"],
              "additionalProperties": false,
              "properties": {
                "type": { "enum": [%s], "description": "the kind of record" },
                "filter": { "type": "string", "minLength": 1, "maxLength": 4000,
                    "description": "as the list takes it, such as stage[eq]:\\"Won\\",amount[gte]:1000; values may be texts with placeholders, in quotes where they have a comma, bracket or quote of their own, and one that is but the placeholder of a list stands for all of its values: ownerId[in]:{{variables.owners}}. What a placeholder says is a value, whatever is in it. Where there is nothing to compare with the step fails, unless missing says otherwise. absent: all records" },
                "sort": { "type": "string", "minLength": 1, "maxLength": 300, "description": "as the list takes it, such as -amount,name; absent: the list's own order" },
                "limit": { "type": "integer", "minimum": 1, "maximum": 1000, "description": "how many records at most; absent: 100. There are fewer where they come to more than 1,000,000 characters" },
                "fields": { "type": "array", "minItems": 1, "maxItems": 50, "items": { "type": "string", "maxLength": 50 },
                    "description": "which of the fields the result has, besides id and recordType; absent: all" }
              }
            }""";
    private static final String TYPE = "type";
    private static final String FILTER = "filter";
    private static final String SORT = "sort";
    private static final String LIMIT = "limit";
    private static final String FIELDS = "fields";
    private static final int USUAL = 100;
    /** Characters of all that is found. */
    private static final int MOST = 1_000_000;
    /** Characters of a filter with its values. */
    private static final int LONGEST_FILTER = 50_000;

    private final RecordSteps records;

    FindRecordsAction(RecordSteps records) {
        this.records = records;
    }

    @Override
    public String type() {
        return "find_records";
    }

    @Override
    public String schema() {
        return SCHEMA.formatted(records.types());
    }

    @Override
    public Type resultType(Step step) {
        var fields = step.config().path(FIELDS).isArray()
                ? step.config().path(FIELDS).valueStream().map(JsonNode::asString).toList()
                : Shapes.names(found(step).shows());
        var shown = new HashSet<>(fields);
        shown.addAll(List.of(RecordItems.ID, RecordItems.TYPE));
        return new Shapes.Members(Map.of("records", new Shapes.ListOf(Shapes.Members.named(shown)), "count",
                Integer.class, "hasMore", Boolean.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of(records.permission(step.config().path(TYPE).asString(), "read"));
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public void check(Step step, Faults faults) {
        var config = step.config();
        var access = found(step);
        if (config.has(FILTER)) {
            check(access, config.path(FILTER).asString(), faults.at(FILTER));
        }
        if (config.has(SORT)) {
            note(faults.at(SORT), () -> access.check(ListRequest.of(null, config.path(SORT).asString())));
        }
        var known = Shapes.names(access.shows());
        var place = 0;
        for (var field : config.path(FIELDS)) {
            var at = faults.at(FIELDS).at(place++);
            if (!known.contains(field.asString())) {
                at.add("unknown", "there is no field " + field.asString() + ", but "
                        + KnownNames.like(field.asString(), known));
            }
        }
    }

    private static void check(RecordAccess access, String text, Faults faults) {
        note(faults, () -> Filter.of(text).conditions().forEach(condition -> {
            var values = condition.values().stream().filter(Objects::nonNull).toList();
            values.forEach(value -> faults.templates(StringNode.valueOf(value)));
            note(faults, () -> {
                if (values.stream().anyMatch(value -> Template.isOpen(StringNode.valueOf(value)))) {
                    access.checkComparable(condition.field(), condition.operator());
                } else {
                    access.check(ListRequest.of(condition, null));
                }
            });
        }));
    }

    private static void note(Faults faults, Runnable check) {
        try {
            check.run();
        } catch (ProblemException refusal) {
            var fault = refusal.errors().getFirst();
            faults.add(fault.code(), fault.field().equals(FILTER) ? fault.message() : fault.sentence());
        }
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var prepared = (ObjectNode) run.step().config().deepCopy();
        if (prepared.has(FILTER)) {
            var filter = Filter.of(prepared.path(FILTER).asString()).map(condition -> filled(run, condition)).text();
            if (filter.length() > LONGEST_FILTER) {
                throw ProblemException.invalid(FILTER, "too-large",
                        "with its values it has more than " + LONGEST_FILTER + " characters");
            }
            prepared.put(FILTER, filter);
        }
        return prepared;
    }

    private static Filter.Condition filled(StepRun run, Filter.Condition condition) {
        return condition.comparedWith(condition.values()
                .stream()
                .<@Nullable String>mapMulti((value, values) -> {
                    if (value == null) {
                        values.accept(null);
                    } else {
                        filled(run, condition, value).forEach(values);
                    }
                })
                .toList());
    }

    private static List<String> filled(StepRun run, Filter.Condition condition, String value) {
        var filled = run.filled(StringNode.valueOf(value));
        var isList = filled.isArray() && !filled.isEmpty()
                && filled.valueStream().allMatch(one -> one.isValueNode() && RecordSteps.isGiven(one));
        if (isList || filled.isValueNode() && RecordSteps.isGiven(filled)) {
            return filled.isArray()
                    ? filled.valueStream().map(one -> one.asString("")).toList()
                    : List.of(filled.asString());
        }
        throw ProblemException.invalid(FILTER, "missing",
                "there is nothing that " + condition.field() + " is compared with: " + value
                        + " has no value, or a list of what are none");
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var access = found(run.step());
        var limit = prepared.path(LIMIT).asInt(USUAL);
        var ids = access.ids(asked(prepared), limit + 1);
        var result = Outcome.object();
        var shown = result.putArray("records");
        var characters = 0;
        var found = ids.subList(0, Math.min(limit, ids.size()));
        access.load(found);
        for (var id : found) {
            var record = access.find(id).map(one -> shown(run.step(), one));
            if (record.isPresent()) {
                characters += record.get().toString().length();
                if (characters > MOST) {
                    break;
                }
                shown.add(record.get());
            }
        }
        result.put("count", shown.size()).put("hasMore", ids.size() > shown.size());
        return new Outcome.Done(result, run.step().next(), RecordItems.subjects(shown));
    }

    private static ListRequest asked(JsonNode prepared) {
        return ListRequest.inLargePages(
                prepared.has(FILTER) ? Filter.of(prepared.path(FILTER).asString()) : null,
                prepared.has(SORT) ? prepared.path(SORT).asString() : null);
    }

    private static ObjectNode shown(Step step, ObjectNode found) {
        var shown = Outcome.object();
        var fields = step.config().path(FIELDS);
        shown.set(RecordItems.ID, found.path(RecordItems.ID));
        found.forEachEntry((name, value) -> {
            if (!fields.isArray() || fields.valueStream().anyMatch(field -> field.asString().equals(name))) {
                shown.set(name, value);
            }
        });
        return shown.put(RecordItems.TYPE, step.config().path(TYPE).asString());
    }

    private RecordAccess found(Step step) {
        return records.of(step.config().path(TYPE).asString());
    }
}
