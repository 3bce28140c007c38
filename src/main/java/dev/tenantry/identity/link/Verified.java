package dev.tenantry.identity.link;

import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.shared.crypto.Secret;

/** What a token yields. */
sealed interface Verified {

    record Session(TokenPair tokens) implements Verified {}

    /** For whoever began the flow. */
    record Code(Secret code) implements Verified {}

    /** One of the two mailboxes agrees to a change of address; the other has yet to. */
    record HalfAgreed() implements Verified {

        static final String TEXT = "Confirmation link accepted. Please proceed to confirm link sent to the other email";
    }
}
