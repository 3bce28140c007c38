package dev.tenantry.crm.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.pipeline.DealField;
import dev.tenantry.crm.pipeline.PipelineService;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** What a form may ask, beyond what a schema can say, and what one that is published has to have. */
@Component
class FormCheck {

    private static final String FIELDS = "fields";
    /** Of all fields together: each is shown. */
    private static final int MOST_OPTIONS = 500;
    /** The JSON Schema keywords that mean something for a type alone. */
    private static final Map<String, Set<String>> OWN = Map.of("string",
            Set.of("format", "enum", "minLength", "maxLength", "x-multiline", "x-placeholder", "x-labels"), "number",
            Set.of("minimum", "maximum", "x-placeholder"), "integer", Set.of("minimum", "maximum", "x-placeholder"),
            "boolean", Set.of(), "array", Set.of("items", "minItems", "maxItems", "x-labels"));
    private static final Set<String> COMMON = Set.of("type", "title", "description", "x-order");

    private final FieldsSchema schema;
    private final PipelineService pipelines;

    FormCheck(FieldsSchema schema, PipelineService pipelines) {
        this.schema = schema;
        this.pipelines = pipelines;
    }

    /** @throws ProblemException 422 that names each fault's field */
    void check(FormContent content) {
        var faults = new ArrayList<FieldError>();
        if (content.fields() != null) {
            faults.addAll(schema.faults(content.fields()));
        }
        if (faults.isEmpty()) {
            content.schema()
                    .path("properties")
                    .forEachEntry((name, field) -> checkField(FIELDS + ".properties." + name, field, faults));
            checkRequired(content, faults);
        }
        if (faults.isEmpty()) {
            FormMapping.check(content, faults);
        }
        if (content.conversion() != null) {
            checkConversion(content.conversion(), content.becoming(), faults);
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private void checkConversion(FormConversion conversion, FormHandling handling, List<FieldError> faults) {
        if (conversion.rules().stream().distinct().count() < conversion.rules().size()) {
            faults.add(
                    new FieldError("conversion.matchContactBy", "duplicate", "no two of matchContactBy are the same"));
        }
        var deal = conversion.opportunity();
        if (deal != null) {
            try {
                var _ = pipelines.position(deal.pipelineId(), deal.stage());
            } catch (ProblemException refusal) {
                refusal.errors()
                        .forEach(error -> faults.add(new FieldError(
                                "conversion.opportunity." + error.field(), error.code(), error.message())));
            }
        }
        if (handling != FormHandling.CONVERT) {
            faults.add(new FieldError("conversion", "contradictory", "means nothing where handling is not convert"));
        }
    }

    /** @throws ProblemException 409 that says what is missing; 422 where whoever has a consent to marketing recorded need not be the person */
    void checkPublishable(FormContent content) {
        var fields = FormField.of(content);
        if (fields.isEmpty()) {
            throw ProblemException.conflict("the form asks nothing: give it a field");
        }
        if (content.asksForMarketing() && !content.isConfirmed()) {
            throw ProblemException.invalid("doubleOptIn", "required",
                    "must be true where the consents ask for marketing: anybody can write down another's address");
        }
        var targets = content.targets().values();
        var asksAddress = fields.stream().anyMatch(one -> one.target() == FieldTarget.EMAIL && one.isRequired());
        if (content.isConfirmed() && !asksAddress) {
            throw ProblemException.conflict(
                    "what is confirmed by a mail takes a required field that the mapping says is the email");
        }
        if (content.becoming() == FormHandling.CONVERT && targets.stream().noneMatch(FormCheck::isPersonal)) {
            throw ProblemException.conflict(
                    "a contact takes somebody: have the mapping say which field is a name, an email or a phone");
        }
        checkDeal(content);
        if (content.becoming() == FormHandling.LEAD && targets.stream().noneMatch(FieldTarget::isTelling)) {
            throw ProblemException.conflict(
                    "a lead takes somebody: have the mapping say which field is a name, an email, a phone or a company");
        }
    }

    /** Every deal begins with its contact, the lead's owner, and what the form says of it: more a stage may not ask. */
    private void checkDeal(FormContent content) {
        var deal = content.becoming() == FormHandling.CONVERT ? content.converting().opportunity() : null;
        if (deal == null) {
            return;
        }
        var stage = pipelines.position(deal.pipelineId(), deal.stage());
        var lacking = stage.rules()
                .required()
                .stream()
                .filter(field -> !isSupplied(field, content, deal))
                .map(DealField::toString)
                .toList();
        if (!lacking.isEmpty() || stage.kind() == StageKind.LOST && stage.rules().requiresLostReason()) {
            throw ProblemException.invalid("conversion.opportunity.stage", "required", "deals enter the stage "
                    + stage.name() + " only with " + (lacking.isEmpty() ? "a reason" : String.join(", ", lacking))
                    + ", which the form does not say: have them begin in another one");
        }
    }

    private static boolean isSupplied(DealField field, FormContent content, FormConversion.Deal deal) {
        return switch (field) {
            case CONTACT, OWNER -> true;
            case COMPANY -> content.converting().hasCompany();
            case PRODUCT -> deal.product() != null || isAnswered(FieldTarget.OPPORTUNITY_PRODUCT, content);
            case AMOUNT -> isAnswered(FieldTarget.OPPORTUNITY_AMOUNT, content);
            case EXPECTED_CLOSE_ON -> isAnswered(FieldTarget.OPPORTUNITY_EXPECTED_CLOSE_ON, content);
            case AGENT, STARTED_ON -> false;
        };
    }

    private static boolean isAnswered(FieldTarget target, FormContent content) {
        return FormField.of(content).stream().anyMatch(field -> field.target() == target && field.isRequired());
    }

    private static boolean isPersonal(FieldTarget target) {
        return target.isTelling() && target != FieldTarget.COMPANY;
    }

    private static void checkField(String place, JsonNode field, List<FieldError> faults) {
        var type = field.path("type").asString();
        field.propertyNames()
                .stream()
                .filter(name -> !COMMON.contains(name) && !OWN.getOrDefault(type, Set.of()).contains(name))
                .forEach(name -> faults.add(
                        new FieldError(place + "." + name, "not-allowed", "means nothing of the type " + type)));
        checkKind(place, field, faults);
        ordered(place, field, "minLength", "maxLength", faults);
        ordered(place, field, "minItems", "maxItems", faults);
        ordered(place, field, "minimum", "maximum", faults);
        checkLabels(place, field, faults);
    }

    private static void checkKind(String place, JsonNode field, List<FieldError> faults) {
        if (field.path("type").asString().equals("array") && !field.has("items")) {
            faults.add(new FieldError(place + ".items", "required", "an array takes items: what can be chosen"));
        }
        if (field.has("enum") && (field.has("format") || field.has("x-multiline"))) {
            faults.add(new FieldError(place + ".enum", "not-allowed", "what is chosen has neither a format nor lines"));
        }
        if (field.has("format") && field.has("x-multiline")) {
            faults.add(new FieldError(place + ".x-multiline", "not-allowed", "what has a format has one line"));
        }
    }

    private static void ordered(String place, JsonNode field, String low, String high, List<FieldError> faults) {
        if (field.has(low) && field.has(high)
                && field.path(low).decimalValue().compareTo(field.path(high).decimalValue()) > 0) {
            faults.add(new FieldError(place + "." + low, "out-of-order", "must not be more than " + high));
        }
    }

    private static void checkLabels(String place, JsonNode field, List<FieldError> faults) {
        var choices = (field.has("items") ? field.path("items").path("enum") : field.path("enum")).valueStream()
                .map(JsonNode::asString)
                .toList();
        field.path("x-labels")
                .propertyNames()
                .stream()
                .filter(choice -> !choices.contains(choice))
                .forEach(choice -> faults.add(new FieldError(place + ".x-labels." + choice, "unknown-reference",
                        "there is no such choice")));
        if (choices.size() < field.path("minItems").asInt(0)) {
            faults.add(new FieldError(place + ".minItems", "out-of-range", "there are fewer choices"));
        }
    }

    private static void checkRequired(FormContent content, List<FieldError> faults) {
        var properties = content.schema().path("properties");
        var index = 0;
        for (var name : content.schema().path("required")) {
            if (!properties.has(name.asString())) {
                faults.add(new FieldError(FIELDS + ".required[" + index + "]", "unknown-reference",
                        "there is no such field"));
            }
            index++;
        }
        var options = properties.valueStream()
                .mapToInt(field -> field.path("enum").size() + field.path("items").path("enum").size())
                .sum();
        if (options > MOST_OPTIONS) {
            faults.add(new FieldError(FIELDS + ".properties", "size",
                    "all fields together have at most " + MOST_OPTIONS + " choices"));
        }
    }
}
