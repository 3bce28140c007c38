package dev.tenantry.shared.access;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Lets a request pass to an endpoint of ours only where the endpoint's declaration allows its caller. */
@Component
public class AccessInterceptor implements HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(AccessInterceptor.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private record Endpoint(Class<?> controller, Method method) {}

    private final Map<Endpoint, Optional<EndpointAccess>> declared = new ConcurrentHashMap<>();
    private final AddressGuard addresses;
    private final CredentialGuard credentials;
    private final RequestMeter meter;

    AccessInterceptor(AddressGuard addresses, CredentialGuard credentials, RequestMeter meter) {
        this.addresses = addresses;
        this.credentials = credentials;
        this.meter = meter;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint
                && endpoint.getBeanType().getPackageName().startsWith("dev.tenantry")) {
            var caller = Caller.currentOrNull();
            if (!isPlatforms(request, endpoint)) {
                checkAddress(request, endpoint, caller);
                check(declaration(endpoint), caller);
                if (caller != null) {
                    checkSession(request, endpoint, caller);
                }
            }
            if (caller != null && !isUnmetered(endpoint)) {
                meter.count(request, response, caller);
            }
        }
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable Exception failure) {
        if (log.isDebugEnabled()) {
            log.debug("{} {} was answered with {}", request.getMethod(),
                    request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), response.getStatus());
        }
    }

    /** Whether no quota counts what is asked of it. */
    public static boolean isUnmetered(HandlerMethod endpoint) {
        return endpoint.hasMethodAnnotation(Unmetered.class)
                || AnnotatedElementUtils.hasAnnotation(endpoint.getBeanType(), Unmetered.class);
    }

    /**
     * Whether the caller may be shown what an endpoint reads, for a request to another one that looks at it.
     *
     * @throws ProblemException 401 or 403
     */
    public void checkReading(HttpServletRequest request, HandlerMethod endpoint) {
        if (!isPlatforms(request, endpoint)) {
            check(declaration(endpoint), Caller.currentOrNull());
        }
    }

    private boolean isPlatforms(HttpServletRequest request, HandlerMethod endpoint) {
        return declaration(endpoint) instanceof EndpointAccess.ForPlatform && PlatformKey.isCarriedBy(request);
    }

    /** What is an organization's is reached from where it admits people, whatever they may do there. */
    private void checkAddress(HttpServletRequest request, HandlerMethod endpoint, @Nullable Caller caller) {
        if (caller != null && !endpoint.hasMethodAnnotation(AnyAddress.class)) {
            switch (declaration(endpoint)) {
                case EndpointAccess.ForSignedIn _,EndpointAccess.ForPermitted _ -> addresses.check(request, caller);
                case EndpointAccess.ForEverybody _,EndpointAccess.ForSuperAdmins _,EndpointAccess.ForPlatform _ -> {
                }
            }
        }
    }

    /** What is not declared is not open. */
    private EndpointAccess declaration(HandlerMethod endpoint) {
        return declared
                .computeIfAbsent(new Endpoint(endpoint.getBeanType(), endpoint.getMethod()),
                        _ -> EndpointAccess.of(endpoint))
                .orElseThrow(() -> ProblemException.forbidden("that no role has"));
    }

    private void checkSession(HttpServletRequest request, HandlerMethod endpoint, Caller caller) {
        var stepUp = endpoint.getMethodAnnotation(StepUp.class);
        if (caller.isImpersonated() && stepUp == null && !isForImpersonators(request, endpoint)) {
            throw ProblemException.of(ProblemType.IMPERSONATED);
        }
        if (stepUp != null && stepUp.orKey()) {
            requireProof(caller);
        } else if (stepUp != null) {
            requireStepUp(caller);
        }
        if (endpoint.hasMethodAnnotation(ChangesCredentials.class)) {
            credentials.check(caller);
        }
    }

    /** What is not declared is not open to them, unless it reads. */
    private static boolean isForImpersonators(HttpServletRequest request, HandlerMethod endpoint) {
        if (endpoint.hasMethodAnnotation(NotImpersonated.class)) {
            return false;
        }
        return READING.contains(request.getMethod()) || endpoint.hasMethodAnnotation(ImpersonationAllowed.class)
                || endpoint.hasMethodAnnotation(Anonymous.class);
    }

    /** What {@link StepUp} demands, for an endpoint where it depends on the body. @throws ProblemException 403 */
    public static void requireStepUp(Caller caller) {
        requireProof(caller);
        refuseKey(caller.assurance());
    }

    /**
     * That whoever gives something away is there as themselves, for a service where that matters: nobody acts as the person,
     * and a second factor that the person has was used. A key has none, and is held to its scopes.
     *
     * @throws ProblemException 403
     */
    public static void requireProof(Caller caller) {
        if (caller.isImpersonated()) {
            throw ProblemException.of(ProblemType.IMPERSONATED);
        }
        if (caller.assurance().isStepUpDue()) {
            throw ProblemException.of(ProblemType.STEP_UP_REQUIRED);
        }
    }

    /** A key has the permissions that it was given; what a person may do without one is the person's alone. */
    private static void refuseKey(Assurance assurance) {
        if (assurance.isKey()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "this needs a person's session: a key does not do");
        }
    }

    private void check(EndpointAccess access, @Nullable Caller caller) {
        if (access instanceof EndpointAccess.ForEverybody) {
            return;
        }
        if (caller == null) {
            throw ProblemException.unauthenticated("send an access token as a bearer token");
        }
        switch (access) {
            case EndpointAccess.ForEverybody _ -> {
            }
            case EndpointAccess.ForSignedIn _ -> refuseKey(caller.assurance());
            case EndpointAccess.ForSuperAdmins _,EndpointAccess.ForPlatform _ -> {
                if (!caller.isSuperAdmin()) {
                    throw ProblemException.forbidden("of a super admin");
                }
            }
            case EndpointAccess.ForPermitted(var permissions) -> {
                // The organization's policy guards what is the organization's; a person's own is reached without it.
                var refusal = caller.assurance().refusal();
                if (refusal != null) {
                    throw credentials.refusal(caller, refusal);
                }
                permissions.forEach(permission -> {
                    if (!caller.may(permission)) {
                        throw ProblemException.forbidden(permission);
                    }
                });
            }
        }
    }
}
