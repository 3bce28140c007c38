package dev.tenantry.shared.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Whether the caller may make the request, for a filter that must know before it reads a body or answers: the same question
 * that the {@link AccessInterceptor} asks where the request is carried out.
 */
@Component
public class Admission {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final AccessInterceptor access;

    /** The mapping is made after the filters are. */
    Admission(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            AccessInterceptor access) {
        this.mappings = mappings;
        this.access = access;
    }

    /**
     * @return whether the request leads to an endpoint: where it does not, nobody has been asked anything
     * @throws ProblemException 401 or 403 where the caller may not make it
     */
    public boolean admits(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        var found = find(request);
        return found != null && access.preHandle(request, response, found.getHandler());
    }

    private @Nullable HandlerExecutionChain find(HttpServletRequest request)
            throws ServletException {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            return mappings.getObject().getHandler(request);
        } catch (ServletException | RuntimeException _) {
            // Of the wrong method or type; the dispatcher finds the same, and says so.
            return null;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        } finally {
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }
}
