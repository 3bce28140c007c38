package dev.tenantry.tenancy.policy;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.web.IfMatch;

/** What the organization demands of who signs in. */
@RestController
@RequestMapping("/api/v1/organization/sign-in-policy")
@Resource("sign-in-policy")
class SignInPolicyController {

    private final SignInPolicyService policies;

    SignInPolicyController(SignInPolicyService policies) {
        this.policies = policies;
    }

    @GetMapping
    @RequiresPermission("read")
    SignInPolicyResponse current() {
        return policies.current();
    }

    /**
     * Nobody shuts themselves out: a policy that the caller's own session does not meet is refused, and so is one that would
     * let in no owner any more.
     */
    @PutMapping
    @RequiresPermission({"update", "read"})
    @StepUp
    SignInPolicyResponse replace(@Valid @RequestBody SignInPolicyRequest request, IfMatch ifMatch) {
        return policies.replace(request, ifMatch);
    }
}
