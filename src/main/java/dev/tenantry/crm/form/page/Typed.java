package dev.tenantry.crm.form.page;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tenantry.crm.form.submission.AnswerFault;

/**
 * What a visitor has written so far, and what is wrong with it.
 *
 * @param values   by the fields' names
 * @param consents the places of those that were ticked
 * @param origin   where the visitor came from
 * @param isFramed whether the page is within another
 */
record Typed(
        Map<String, List<String>> values,
        Set<Integer> consents,
        Map<String, String> origin,
        boolean isFramed,
        List<AnswerFault> faults) {

    Typed with(List<AnswerFault> wrong) {
        return new Typed(values, consents, origin, isFramed, wrong);
    }
}
