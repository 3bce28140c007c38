package dev.tenantry.automation.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.Integrations;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.SchemaErrors;
import dev.tenantry.shared.text.KnownNames;

/** Checks documents as they are authored: their form by the JSON Schema, then what a schema cannot say. */
@Component
public class DocumentChecker {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(1_827);

    private final Schema schema;
    /** What each type of trigger has. */
    private final Map<String, Set<String>> triggers;
    private final Vocabulary vocabulary;
    private final EventFilter filters;
    private final StepTypes types;
    private final Integrations integrations;

    DocumentChecker(DocumentSchema document, StepTypes types, Vocabulary vocabulary, EventFilter filters,
            Integrations integrations) {
        this.integrations = integrations;
        this.filters = filters;
        this.types = types;
        this.vocabulary = vocabulary;
        this.triggers = document.triggers();
        var config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(config))
                .getSchema(document.content());
    }

    /**
     * Checks all but that what it names is there.
     *
     * @param unresolved gets the first places where that is not so, and has those that are known, where there is no other fault then
     * @throws ProblemException 422 with the position of each of the first faults, and of these; 403 where it names what the caller may not see
     */
    public WorkflowDocument check(JsonNode document, List<FieldError> unresolved) {
        checkForm(document);
        var errors = new ArrayList<FieldError>();
        var read = WorkflowDocument.read(document);
        refuse(vocabulary.faults(read.trigger()));
        var faults = new Faults(errors, "", vocabulary.of(read.trigger())).with(read.variables());
        check(read.trigger(), faults.at("trigger"));
        check(read, document.path(Enrolment.NAME), faults.at(Enrolment.NAME));
        check(read, faults.at("steps"), new HashMap<>(), 0);
        var places = unresolved.stream().map(FieldError::field).toList();
        errors.removeIf(error -> places.contains(error.field().replaceFirst("\\[\\d+]$", ""))
                || places.contains(error.field()));
        if (errors.stream().allMatch(error -> error.code().equals(Faults.UNRESOLVED))) {
            unresolved.addAll(errors);
        } else {
            refuse(Stream.concat(unresolved.stream(), errors.stream()).toList());
        }
        return read;
    }

    /** Whether it can be read, whatever is wrong with what it says. @throws ProblemException 422 with the position of each of the first faults */
    public void checkForm(JsonNode document) {
        DocumentSize.checkWorkflow(document);
        refuse(kept(document.path("trigger")));
        refuse(zone(document.path("trigger")));
        refuse(sender(document.path("trigger")));
        refuse(SchemaErrors.translate(schema.validate(document), schema.getSchemaNode())
                .stream()
                .limit(Faults.MOST)
                .toList());
        var errors = new ArrayList<FieldError>();
        durations(document.path("steps"), new Faults(errors, "steps", new Names(Map.of())));
        EnrolmentRule.durations(document.path(Enrolment.NAME), new Faults(errors, Enrolment.NAME, new Names(Map.of())));
        window(document.path("trigger").path("replayWindow"), errors);
        refuse(errors);
    }

    /** @param ids that stand before, with where they do @param level how many steps these are within */
    private void check(WorkflowDocument steps, Faults faults, Map<String, String> ids, int level) {
        for (var step : steps.steps()) {
            var at = faults.at(step.index()).after(steps.before(step.index()), types);
            if (level > Nesting.DEEPEST) {
                at.add("too-deep", "steps stand within at most " + Nesting.DEEPEST + " others");
                return;
            }
            check(step, at, ids);
            var blocks = Nesting.of(step.type(), step.config()).iterator();
            for (var inner : steps.within(step)) {
                check(inner, blocks.next().at(at.within(step)), ids, level + 1);
            }
        }
    }

    /** A merge patch that states another type of trigger alone keeps what the one before had. */
    private List<FieldError> kept(JsonNode trigger) {
        var type = trigger.path("type").asString("");
        var own = triggers.get(type);
        return own == null
                ? List.of()
                : triggers.values()
                        .stream()
                        .flatMap(Set::stream)
                        .distinct()
                        .sorted()
                        .filter(name -> trigger.has(name) && !own.contains(name))
                        .map(name -> new FieldError("trigger." + name, "additional-properties", "a trigger of the type "
                                + type
                                + " has none; a merge patch keeps what it does not name, and takes away what it names as null"))
                        .toList();
    }

    /** Either it has an address of its own, and says how messages are verified there, or an integration's. */
    private static List<FieldError> sender(JsonNode trigger) {
        var isVerified = trigger.has("verification");
        var isIntegrations = trigger.has("integrationId");
        if (!trigger.path("type").asString("").equals("webhook") || isVerified != isIntegrations) {
            return List.of();
        }
        return List.of(isVerified
                ? new FieldError("trigger.integrationId", "unsuitable",
                        "an integration's messages are verified as its provider signs them")
                : new FieldError("trigger.verification", "required",
                        "state how messages are verified, or the integration that sends them"));
    }

    private static void window(JsonNode stated, List<FieldError> errors) {
        var at = new Faults(errors, "", new Names(Map.of())).at("trigger").at("replayWindow");
        var before = errors.size();
        duration(stated, at);
        if (stated.isString() && errors.size() == before
                && Duration.parse(stated.asString()).compareTo(LONGEST_WINDOW) > 0) {
            at.add("out-of-range", "a message is at most a day old");
        }
    }

    private static List<FieldError> zone(JsonNode trigger) {
        var zone = trigger.path("zone").asString("");
        return zone.isEmpty() || Schedule.zoneOrNull(zone) != null
                ? List.of()
                : List.of(new FieldError("trigger.zone", "unknown",
                        "there is no such time zone; one is called as Europe/Vienna"));
    }

    private void check(Trigger trigger, Faults faults) {
        var event = trigger.event();
        if (event != null && !vocabulary.knows(event)) {
            faults.at("event")
                    .add("unknown", "there is no such event, but " + KnownNames.like(event, vocabulary.events()));
        }
        var date = trigger.date();
        if (date != null) {
            date.check(vocabulary, faults);
        }
        var schedule = trigger.schedule();
        var fault = schedule == null ? null : schedule.fault();
        if (fault != null) {
            faults.at("cron").add("invalid-cron", fault);
        }
        var integration = trigger.integrationId();
        var at = faults.at("integrationId");
        if (integration != null && at.maySee("integrations:read")
                && !integrations.exists(UUID.fromString(integration))) {
            at.add("unknown-reference", "there is no such integration");
        }
        filters.check(trigger, faults);
    }

    private void check(WorkflowDocument read, JsonNode enrolment, Faults faults) {
        EnrolmentRule.check(read.trigger(), enrolment, read.enrolment(), faults);
        var goal = read.enrolment().goal();
        if (goal != null) {
            check(goal.trigger(), faults.at("goal"));
        }
    }

    private void check(Step step, Faults faults, Map<String, String> ids) {
        var taken = ids.putIfAbsent(step.id(), faults.position());
        if (step.id().equals(StepIds.END)) {
            faults.at("id").add("not-unique", StepIds.END + " is where the run ends: call the step otherwise");
        } else if (taken != null) {
            faults.at("id").add("not-unique", "ids are unique in the whole workflow, and " + taken + " has this one");
        }
        faults.at("next").forward(step, step.next());
        var type = types.of(step.type());
        type.targets()
                .forEach(target -> faults.at("config").at(target).forward(step, step.target(target)));
        type.rule().check(step, faults.at("config"));
    }

    /** @param faults stands at the steps */
    private void durations(JsonNode steps, Faults faults) {
        var index = 0;
        for (var step : steps) {
            var at = faults.at(index++);
            Nesting.of(step).forEach(block -> durations(block.steps(), block.at(at)));
            types.of(step.path("type").asString())
                    .durations()
                    .forEach(name -> duration(step.path("config").path(name), at.at("config").at(name)));
        }
    }

    private static void duration(JsonNode text, Faults faults) {
        if (!text.isString()) {
            return;
        }
        try {
            if (Duration.parse(text.asString()).compareTo(LONGEST) <= 0) {
                return;
            }
        } catch (DateTimeException | ArithmeticException _) {
            // said below
        }
        faults.add("out-of-range", "a duration is at most " + LONGEST.toDays() + " days");
    }

    private static void refuse(List<FieldError> errors) {
        var forbidden = errors.stream().filter(fault -> fault.code().equals(Faults.FORBIDDEN)).toList();
        if (!forbidden.isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "the workflow names what takes a right to see", forbidden);
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
