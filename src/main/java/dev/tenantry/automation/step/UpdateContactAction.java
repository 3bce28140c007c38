package dev.tenantry.automation.step;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/** Changes fields of a contact: the one that the run is about unless it says otherwise. */
@Component
class UpdateContactAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "a contact to change",
              "examples": [{ "fields": { "jobTitle": "{{trigger.jobTitle}}" } }],
              "type": "object",
              "required": ["fields"],
              "additionalProperties": false,
              "properties": {
                "contactId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the contact that the run is about" },
                "tooLong": { "$ref": "#/$defs/tooLong" },
                "fields": { "type": "object", "minProperties": 1, "maxProperties": 50,
                    "description": "what a merge patch of the contact would state, texts with placeholders" }
              }
            }""";

    private static final String CONTACT = "contact";
    private static final String ID = "\\d{1,18}";

    private final RecordRegistry records;
    private final RecordPermissions permissions;

    UpdateContactAction(RecordRegistry records, RecordPermissions permissions) {
        this.records = records;
        this.permissions = permissions;
    }

    @Override
    public String type() {
        return "update_contact";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var contact = step.config().path("contactId");
        if (contact.isString() && !Template.isOpen(contact) && !contact.asString().matches(ID)) {
            faults.at("contactId").add("pattern", "this is no id of a contact");
        }
        var fields = step.config().path("fields");
        faults.at("fields").addAll(records.of(CONTACT).faults(StepProperties.known(fields)));
        faults.at("fields").addAll(unknown(fields));
    }

    /** A field's name is known, however its value is to be filled in. */
    private List<FieldError> unknown(JsonNode fields) {
        var open = Outcome.object();
        var known = StepProperties.known(fields);
        fields.propertyNames().stream().filter(name -> !known.has(name)).forEach(open::putNull);
        return records.of(CONTACT).faults(open).stream().filter(fault -> fault.code().equals("unknown")).toList();
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of(permissions.of(CONTACT, "update"));
    }

    @Override
    public Set<String> reads(Step step) {
        var roots = new HashSet<>(LocalAction.super.reads(step));
        if (!step.config().has("contactId")) {
            roots.add(CONTACT);
        }
        return roots;
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var config = (ObjectNode) Template.fill(run.step().config(), run.scope(), run.formatter(),
                records.of(CONTACT)::use);
        var prepared = Outcome.object();
        prepared.set("contactId", config.has("contactId") ? config.path("contactId") : run.scope().at("contact.id"));
        prepared.set("fields", StepProperties.fitted(told(run.step().config(), config), config, records.of(CONTACT)));
        return prepared;
    }

    /** A field stays as it is where nothing is known that its placeholder stands for: only what is told empty is emptied. */
    private static ObjectNode told(JsonNode config, JsonNode filled) {
        var fields = (ObjectNode) filled.path("fields");
        var unknown = fields.propertyStream()
                .filter(field -> field.getValue().isNull()
                        && Template.isOpen(config.path("fields").path(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        return fields.remove(unknown);
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var id = prepared.path("contactId").asString("");
        if (!id.matches(ID)) {
            return Outcome.failedForGood("there is no contact that this run is about");
        }
        records.of(CONTACT).patch(Long.valueOf(id), (ObjectNode) prepared.path("fields"));
        return changed(run, id);
    }

    @Override
    public List<@Nullable Outcome> performAll(List<Prepared> steps) {
        var known = steps.stream().filter(step -> step.config().path("contactId").asString("").matches(ID)).toList();
        var patches = known.stream().map(UpdateContactAction::patch).toList();
        var done = records.of(CONTACT).patchAll(patches, (place, work) -> known.get(place).run().during(work));
        var outcomes = new IdentityHashMap<Prepared, Outcome>();
        for (var place = 0; place < known.size(); place++) {
            if (done.get(place)) {
                outcomes.put(known.get(place), changed(known.get(place).run(), patches.get(place).id().toString()));
            }
        }
        return steps.stream().<@Nullable Outcome>map(outcomes::get).toList();
    }

    private static RecordAccess.Patch patch(Prepared step) {
        return new RecordAccess.Patch(Long.valueOf(step.config().path("contactId").asString()),
                (ObjectNode) step.config().path("fields"));
    }

    private static Outcome changed(StepRun run, String contact) {
        return Outcome.done(run, Outcome.object().put("contactId", contact));
    }
}
