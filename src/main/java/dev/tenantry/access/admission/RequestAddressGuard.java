package dev.tenantry.access.admission;

import java.time.Clock;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

import dev.tenantry.access.guard.BlockedAddresses;
import dev.tenantry.access.rule.AccessDecision;
import dev.tenantry.access.rule.AccessPolicy;
import dev.tenantry.access.rule.AccessPolicyCache;
import dev.tenantry.access.rule.DenialReason;
import dev.tenantry.shared.access.AddressGuard;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.network.Locations;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.RequestDetails;

/** The one place where addresses are compared with what an organization has stated of them, and with those that are blocked there. A bypass lifts both, and what is on the list is
 * never blocked. */
@Component
class RequestAddressGuard implements AddressGuard {

    private static final String CHECKED = RequestAddressGuard.class.getName();

    private static final Logger LINES = LoggerFactory.getLogger(RequestAddressGuard.class);

    private final AccessPolicyCache rules;
    private final BlockedAddresses blocked;
    private final Locations locations;
    private final AccessLog log;
    private final AllowlistUse use;
    private final Clock clock;

    RequestAddressGuard(AccessPolicyCache rules, BlockedAddresses blocked, Locations locations, AccessLog log,
            AllowlistUse use, Clock clock) {
        this.rules = rules;
        this.blocked = blocked;
        this.locations = locations;
        this.log = log;
        this.use = use;
        this.clock = clock;
    }

    @Override
    public void check(HttpServletRequest request, Caller caller) {
        if (request.getAttribute(CHECKED) == null) {
            var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            check(new Visitor(caller.organizationId(), caller.userId(), caller.keyId()), String.valueOf(pattern));
            request.setAttribute(CHECKED, true);
        }
    }

    @Override
    public void check(UUID organization, @Nullable UUID user, String endpoint) {
        check(new Visitor(organization, user, null), endpoint);
    }

    private void check(Visitor visitor, String endpoint) {
        var organization = visitor.organization();
        var request = RequestDetails.currentOrNull();
        if (request == null) {
            return;
        }
        var stated = rules.of(organization);
        var decision = decide(organization, stated, request);
        if (LINES.isDebugEnabled()) {
            LINES.debug("an address is {}, which asks for {}: {}", decision.isAdmitted() ? "admitted" : "refused",
                    endpoint, why(decision));
        }
        log.add(visitor, request.client(), decision, endpoint, request);
        if (decision.entry() != null) {
            use.count(organization, decision.entry());
        }
        if (decision.reason() == DenialReason.BLOCKED) {
            throw blocked(organization, request);
        }
        if (stated != null && decision.reason() != null) {
            var address = request.client() == null ? "your network address" : "the network address " + request.client();
            throw ProblemException.of(ProblemType.ADDRESS_REFUSED,
                    "%s does not admit %s: it %s. Come from one that is admitted, or ask the organization's administrators to admit this one"
                            .formatted(stated.organization(), address, decision.reason().text()));
        }
    }

    private static String why(AccessDecision decision) {
        if (decision.reason() != null) {
            return "it " + decision.reason().text();
        }
        return decision.entry() == null ? "no rule is against it" : "it is in the entry " + decision.entry();
    }

    private ProblemException blocked(UUID organization, RequestDetails request) {
        var until = blocked.until(organization, request.client());
        return until == null
                ? ProblemException.of(ProblemType.ADDRESS_BLOCKED)
                : ProblemException.refusedUntil(ProblemType.ADDRESS_BLOCKED, until, clock.instant());
    }

    @Override
    public boolean admits(UUID organization) {
        var request = RequestDetails.currentOrNull();
        return request == null || decide(organization, rules.of(organization), request).isAdmitted();
    }

    private AccessDecision decide(UUID organization, @Nullable AccessPolicy stated, RequestDetails request) {
        var now = clock.instant();
        var decision = stated == null ? AccessDecision.ADMITTED : stated.decide(request.client(), locations, now);
        var isHeldTo = decision.isAdmitted() && decision.entry() == null && (stated == null || !stated.isBypassed(now));
        return isHeldTo && blocked.until(organization, request.client()) != null ? AccessDecision.BLOCKED : decision;
    }
}
