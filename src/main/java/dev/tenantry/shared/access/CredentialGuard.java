package dev.tenantry.shared.access;

/** Keeps who got in by a stolen password from making the account theirs. */
public interface CredentialGuard {

    /** @throws dev.tenantry.shared.problem.ProblemException 403 where something looked like an attack on the person, and the session proves too little since */
    void check(Caller caller);
}
