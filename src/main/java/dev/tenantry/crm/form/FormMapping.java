package dev.tenantry.crm.form;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tenantry.shared.problem.FieldError;

/** Whether what a form's fields are mapped to fits them, and what becomes of the form. */
final class FormMapping {

    private static final String MAPPING = "mapping";
    /** What takes an address in the mapping has one of these kinds, and the other way round a number is no name. */
    private static final Map<FieldTarget, Set<FieldKind>> FITTING = Map.of(FieldTarget.EMAIL, Set.of(FieldKind.EMAIL),
            FieldTarget.PHONE, Set.of(FieldKind.PHONE), FieldTarget.WEBSITE, Set.of(FieldKind.URL, FieldKind.TEXT),
            FieldTarget.OPPORTUNITY_NAME, Set.of(FieldKind.TEXT, FieldKind.CHOICE), FieldTarget.OPPORTUNITY_PRODUCT,
            Set.of(FieldKind.TEXT, FieldKind.CHOICE), FieldTarget.OPPORTUNITY_AMOUNT,
            Set.of(FieldKind.NUMBER, FieldKind.INTEGER), FieldTarget.OPPORTUNITY_EXPECTED_CLOSE_ON,
            Set.of(FieldKind.DATE));
    private static final Set<FieldKind> TEXTS = Set.of(FieldKind.TEXT, FieldKind.LINES, FieldKind.CHOICE,
            FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL);

    private FormMapping() {}

    /** Adds what is wrong with it, by the field. */
    static void check(FormContent content, List<FieldError> faults) {
        checkDealsAreMade(content, faults);
        var kinds = new HashMap<String, FieldKind>();
        FormField.of(content).forEach(field -> kinds.put(field.name(), field.kind()));
        var taken = new HashMap<FieldTarget, String>();
        content.targets().forEach((name, target) -> {
            var kind = kinds.get(name);
            var other = taken.put(target, name);
            if (kind == null) {
                faults.add(new FieldError(MAPPING + "." + name, "unknown-reference", "there is no such field"));
            } else if (!FITTING.getOrDefault(target, TEXTS).contains(kind)) {
                faults.add(new FieldError(MAPPING + "." + name, "not-fitting",
                        "a field of this kind is no " + target));
            } else if (other != null) {
                faults.add(
                        new FieldError(MAPPING + "." + name, "duplicate", "the field " + other + " is that already"));
            }
        });
    }

    private static void checkDealsAreMade(FormContent content, List<FieldError> faults) {
        if (content.becoming() != FormHandling.CONVERT || content.converting().opportunity() == null) {
            content.targets().forEach((name, target) -> {
                if (target.isOfDeal()) {
                    faults.add(new FieldError(MAPPING + "." + name, "contradictory",
                            "is of a deal, and the form makes none: see conversion.opportunity"));
                }
            });
        }
    }
}
