package dev.tenantry.access.policy;

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

@RestController
@RequestMapping("/api/v1/security-policy")
@Resource("security-policy")
class SecurityPolicyController {

    private final SecurityPolicies policies;

    SecurityPolicyController(SecurityPolicies policies) {
        this.policies = policies;
    }

    @GetMapping
    @RequiresPermission("read")
    SecurityPolicyResponse current() {
        return policies.current();
    }

    /** What has been done about earlier events stays as it is. */
    @PutMapping
    @RequiresPermission({"update", "read"})
    @StepUp
    SecurityPolicyResponse replace(@Valid @RequestBody SecurityPolicyRequest request, IfMatch ifMatch) {
        return policies.replace(request, ifMatch);
    }
}
