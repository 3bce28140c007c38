package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordTags;
import dev.tenantry.shared.record.RecordTags.Tagged;
import dev.tenantry.shared.record.TextUse;

/** Does something with a tag and a record: what is prepared is {@code {"contactId":"17","tag":"Key account"}}. */
abstract class TagAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "a tag, and the record that it is to be %s. The examples take tags that are called so",
              "examples": [{ "type": "contact", "tag": "Key account" },
                  { "type": "task", "id": "{{trigger.taskId}}", "tag": "{{company.sector}}" }],
              "type": "object",
              "required": ["type", "tag"],
              "additionalProperties": false,
              "properties": {
                "type": { "enum": [%s], "description": "the kind of record" },
                "id": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the record of the kind that the run is about" },
                "tag": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "what the tag is called, whatever its case and accents; with placeholders. The step fails where no tag is called so any more" }
              }
            }""";
    private static final String TAG = "tag";
    private static final String ID = "id";

    private final RecordSteps records;
    private final RecordTags tags;
    private final RecordTags.Change change;

    TagAction(RecordSteps records, RecordTags tags, RecordTags.Change change) {
        this.records = records;
        this.tags = tags;
        this.change = change;
    }

    /** In words what becomes of the tag. */
    abstract String words();

    @Override
    public String schema() {
        return SCHEMA.formatted(words(), RecordSteps.names(tags.types()));
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(
                Map.of(records.reference(type(step)), String.class, records.reference(TAG), String.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of(records.permission(type(step), "update"), records.permission(TAG, "read"));
    }

    @Override
    public Set<String> implied(Step step) {
        return step.config().has(ID) ? Set.of() : Set.of(records.path(type(step)));
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        records.checkId(step.config().path(ID), type(step), faults.at(ID));
        var tag = step.config().path(TAG);
        if (!Template.isOpen(tag) && faults.at(TAG).maySee(records.permission(TAG, "read"))
                && !tags.named(List.of(tag.asString())).containsKey(tag.asString())) {
            faults.at(TAG).add("unknown-reference", unknown(tag.asString()));
        }
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        records.require(step.config().path(ID), type(step), needed.at(ID));
        var tag = step.config().path(TAG);
        if (!Template.isOpen(tag)) {
            needed.at(TAG).add(new StatedTags.Needed(tag.asString(), records.permission(TAG, "read")));
        }
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var config = run.filled(run.step().config(), _ -> TextUse.COMPARED);
        var type = type(run.step());
        var id = config.has(ID) ? config.path(ID) : run.scope().at(records.path(type));
        var prepared = Outcome.object().put(TAG, config.path(TAG).asString(""));
        prepared.set(records.reference(type), id);
        return prepared;
    }

    @Override
    public void foresee(StepRun run, JsonNode prepared) {
        var type = type(run.step());
        var record = prepared.path(records.reference(type));
        var name = prepared.path(TAG).asString();
        if (tags.named(List.of(name)).isEmpty()) {
            throw ProblemException.conflict(unknown(name));
        }
        records.foreseeThere(type, Long.valueOf(record.asString()));
    }

    @Override
    public @Nullable String objection(Step step, JsonNode prepared) {
        var type = type(step);
        return RecordSteps.isId(prepared.path(records.reference(type)))
                ? null
                : "there is no " + type + " that this run is about";
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var objection = objection(run.step(), prepared);
        if (objection != null) {
            return Outcome.failedForGood(objection);
        }
        var name = prepared.path(TAG).asString();
        var tagged = tagged(new Prepared(run, prepared), tags.named(List.of(name)));
        if (tagged == null) {
            return Outcome.failedForGood(unknown(name));
        }
        tags.change(change, tagged);
        return done(run, tagged);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public List<@Nullable Outcome> performAll(List<Prepared> steps, BooleanSupplier hasTime) {
        var names = steps.stream().map(step -> step.config().path(TAG).asString()).collect(Collectors.toSet());
        var ids = steps.isEmpty() ? Map.<String, Long>of() : tags.named(names);
        var known = new ArrayList<Prepared>();
        var all = new ArrayList<Tagged>();
        for (var step : steps) {
            var tagged = tagged(step, ids);
            if (tagged != null) {
                known.add(step);
                all.add(tagged);
            }
        }
        var refusals = tags.changeAll(change, all, false, (place, work) -> known.get(place).run().during(work));
        var outcomes = new IdentityHashMap<Prepared, Outcome>();
        for (var place = 0; place < all.size(); place++) {
            if (refusals.get(place) == null) {
                outcomes.put(known.get(place), done(known.get(place).run(), all.get(place)));
            }
        }
        return steps.stream().<@Nullable Outcome>map(outcomes::get).toList();
    }

    /** Null where the step names no record, or no tag that there is. */
    private @Nullable Tagged tagged(Prepared step, Map<String, Long> ids) {
        var type = type(step.run().step());
        var record = step.config().path(records.reference(type));
        var tag = ids.get(step.config().path(TAG).asString());
        return tag == null || !RecordSteps.isId(record) ? null : new Tagged(type, Long.valueOf(record.asString()), tag);
    }

    private Outcome done(StepRun run, Tagged tagged) {
        return Outcome.done(run, Outcome.object()
                .put(records.reference(tagged.type()), tagged.recordId().toString())
                .put(records.reference(TAG), tagged.tagId().toString()));
    }

    static String unknown(String name) {
        return "there is no tag that is called " + name;
    }

    private static String type(Step step) {
        return step.config().path("type").asString();
    }
}
