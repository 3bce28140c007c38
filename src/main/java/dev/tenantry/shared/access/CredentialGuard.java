package dev.tenantry.shared.access;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Keeps who got in by a stolen password from making the account theirs. */
public interface CredentialGuard {

    /** @throws ProblemException 403 where something looked like an attack on the person, and the session proves too little since */
    void check(Caller caller);

    /** Likewise of what was asked for in a session, and happens now. @param session null: of what no session shows, or no longer */
    void check(UUID person, @Nullable UUID session);

    /** How the caller is refused what is an organization's, with until when, where that is known. @param type {@link Assurance#refusal()} */
    ProblemException refusal(Caller caller, ProblemType type);
}
