package dev.tenantry.integrations.google;

import dev.tenantry.integrations.Answer;
import dev.tenantry.shared.http.Deferred;

/** Google gives no token, or was not asked. */
final class GoogleRefusal extends Exception {

    private static final long serialVersionUID = 1;

    private final String error;
    private final transient Answer answer;

    /** @param error Google's word for it, {@code invalid_grant}; empty where there is no answer */
    GoogleRefusal(String error, String message, boolean permanent) {
        this(error, Answer.failed(message, permanent));
    }

    GoogleRefusal(Deferred deferred) {
        this("", Answer.deferred(deferred.reason(), deferred.pause()));
    }

    private GoogleRefusal(String error, Answer answer) {
        super(answer.error());
        this.error = error;
        this.answer = answer;
    }

    /** Whether the consent, or the code for one, is not taken any more. */
    boolean isOfTheGrant() {
        return error.equals("invalid_grant");
    }

    /** What it is to whoever needs the token. */
    Answer answer() {
        return answer;
    }
}
