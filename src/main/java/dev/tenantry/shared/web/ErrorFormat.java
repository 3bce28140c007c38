package dev.tenantry.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;

import dev.tenantry.shared.problem.ProblemException;

/** How errors are told where clients expect another format than that of problems. */
public interface ErrorFormat {

    /** Whether errors at this path are told so, those too that no endpoint of ours has made. @param request as it was made, perhaps to another path */
    boolean covers(String path, HttpServletRequest request);

    ResponseEntity<Object> answer(ProblemException problem, HttpServletRequest request);
}
