package dev.tenantry.identity.link;

import dev.tenantry.identity.session.TokenPair;

/** What a token yields. */
sealed interface Verified {

    record Session(TokenPair tokens) implements Verified {}

    /** For whoever began the flow. */
    record Code(String code) implements Verified {

        /** Without what is nobody's business in a log. */
        @Override
        public String toString() {
            return "Code";
        }
    }

    /** One of the two mailboxes agrees to a change of address; the other has yet to. */
    record HalfAgreed() implements Verified {

        static final String TEXT = "Confirmation link accepted. Please proceed to confirm link sent to the other email";
    }
}
