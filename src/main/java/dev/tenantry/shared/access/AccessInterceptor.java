package dev.tenantry.shared.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import dev.tenantry.shared.problem.ProblemException;

/** Lets a request pass to an endpoint of ours only where the endpoint's declaration allows its caller. */
@Component
public class AccessInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint
                && endpoint.getBeanType().getPackageName().startsWith("dev.tenantry")) {
            check(endpoint, Caller.currentOrNull());
        }
        return true;
    }

    private static void check(HandlerMethod endpoint, @Nullable Caller caller) {
        if (endpoint.hasMethodAnnotation(Anonymous.class)) {
            return;
        }
        if (caller == null) {
            throw ProblemException.unauthenticated("send an access token as a bearer token");
        }
        var required = endpoint.getMethodAnnotation(RequiresPermission.class);
        if (required != null && !caller.may(required.value())) {
            throw ProblemException.forbidden(required.value());
        }
        if (endpoint.hasMethodAnnotation(SuperAdminOnly.class) && !caller.isSuperAdmin()) {
            throw ProblemException.forbidden("super admin");
        }
        if (required == null && !endpoint.hasMethodAnnotation(SignedIn.class)
                && !endpoint.hasMethodAnnotation(SuperAdminOnly.class)) {
            throw ProblemException.forbidden("none is declared");
        }
    }
}
