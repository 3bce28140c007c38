package dev.tenantry.shared.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Whoever counts the requests of those who are signed in, and says when there have been enough. */
public interface RequestMeter {

    /**
     * A request that the caller may make. It may be asked of the same one more than once, and counts once.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 429
     */
    void count(HttpServletRequest request, HttpServletResponse response, Caller caller);
}
