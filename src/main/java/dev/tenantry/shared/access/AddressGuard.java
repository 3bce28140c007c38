package dev.tenantry.shared.access;

import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/** Whether an organization may be reached from where the current request comes: asked for everybody alike, whatever they sign in with. */
public interface AddressGuard {

    /**
     * A request to an endpoint. It may be asked of the same one more than once, and is taken down once.
     *
     * @throws ProblemException 403
     */
    void check(HttpServletRequest request, Caller caller);

    /**
     * What somebody does who is not signed in there, but has proved who it is.
     *
     * @param user     null: whoever has been given what proves that it is the organization's, as a link
     * @param endpoint as the log names it
     * @throws ProblemException 403
     */
    void check(UUID organization, @Nullable UUID user, String endpoint);

    /** For an answer that goes on for a while: whether it may still. */
    boolean admits(UUID organization);
}
