package dev.tenantry.crm.form.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.problem.FieldError;

/** What a program states beside the answers: nothing of it is passed over. */
final class StatedBesides {

    private StatedBesides() {}

    static List<FieldError> faults(PublishedForm form, SubmissionRequest stated) {
        var faults = new ArrayList<FieldError>();
        if (stated.consents() != null) {
            var asked = form.content().asked().size();
            for (var index = 0; index < stated.consents().size(); index++) {
                if (stated.consents().get(index) >= asked) {
                    faults.add(new FieldError("consents[" + index + "]", "unknown-reference",
                            "the form asks for " + asked + " consents, which are counted from 0 on"));
                }
            }
        }
        if (stated.origin() != null) {
            stated.origin().forEach((name, value) -> check(name, value, faults));
        }
        return faults;
    }

    private static void check(String name, String value, List<FieldError> faults) {
        Map<String, Integer> known = FormParameters.origins();
        var most = known.get(name);
        if (most == null) {
            faults.add(new FieldError("origin." + name, "unknown",
                    "must be one of " + String.join(", ", known.keySet())));
        } else if (value.length() > most) {
            faults.add(new FieldError("origin." + name, "size", "may have " + most + " characters"));
        }
    }
}
