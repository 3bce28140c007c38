package dev.tenantry.crm.email.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.tenantry.shared.text.Texts;

/**
 * The mail that one answers.
 *
 * @param messageId  without angle brackets
 * @param references of the thread before it
 */
record AnsweredEmail(String messageId, String subject, List<String> references) {

    /** As many are told as others take. */
    private static final int MOST = 100;
    private static final int LONGEST_SUBJECT = 500;
    private static final Pattern ANSWER = Pattern
            .compile("(?iu)^(re|aw|antw|sv|vs|odp|ynt|rif|r)\\s*(\\[\\d+])?\\s*[:：].*");

    /** The beginning of the thread, and the mails right before the answer. */
    List<String> thread() {
        var all = new ArrayList<>(references);
        all.remove(messageId);
        all.add(messageId);
        if (all.size() > MOST) {
            var some = new ArrayList<>(all.subList(all.size() - MOST + 1, all.size()));
            some.addFirst(all.getFirst());
            return some;
        }
        return all;
    }

    String answerSubject() {
        var known = subject.strip();
        return ANSWER.matcher(known).matches() ? known : Texts.beginning("Re: " + known, LONGEST_SUBJECT);
    }
}
