package dev.tenantry.shared.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Whether an answer that takes a while may go on, asked anew of the request that it answers. */
@Component
public class OngoingAccess {

    private final Callers callers;
    private final AddressGuard addresses;

    OngoingAccess(Callers callers, AddressGuard addresses) {
        this.callers = callers;
        this.addresses = addresses;
    }

    /** Who the caller is by now; null where that is nobody any more, or nobody who is let in. */
    public @Nullable Caller now(HttpServletRequest request) {
        var caller = callers.now(request);
        return caller == null || caller.assurance().refusal() != null || !addresses.admits(caller.organizationId())
                ? null
                : caller;
    }

    /**
     * That the caller may by now all that the caller could when the request came.
     *
     * @throws ProblemException 403; where some of the answer is sent already, it is cut off
     */
    public void check(HttpServletRequest request) {
        var began = Caller.current();
        var now = now(request);
        if (now == null || !now.organizationId().equals(began.organizationId())
                || !now.permissions().containsAll(began.permissions())) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "rights that this began with have ended meanwhile");
        }
    }
}
