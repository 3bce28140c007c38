package dev.tenantry.crm.googlecalendar;

import dev.tenantry.integrations.Answer;

/** Google was not asked, did not answer, or refused. */
final class GoogleFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    GoogleFailure(Answer answer) {
        super(answer.error(), null, false, false);
        this.answer = answer;
    }

    /** Why, and whether asking again would help. */
    Answer answer() {
        return answer;
    }
}
