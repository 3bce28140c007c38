package dev.tenantry.access.address;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.web.IfMatch;

/** What the organization wants of the addresses that people come from. */
@RestController
@RequestMapping("/api/v1/address-policy")
@Resource("address-policy")
class AddressPolicyController {

    private final AddressPolicies policies;

    AddressPolicyController(AddressPolicies policies) {
        this.policies = policies;
    }

    @GetMapping
    @RequiresPermission("read")
    AddressPolicyResponse current() {
        return policies.current();
    }

    /** It holds for the next request. One that would keep out the caller is refused, unless that is confirmed. */
    @PutMapping
    @RequiresPermission({"update", "read"})
    @StepUp
    AddressPolicyResponse replace(@Valid @RequestBody AddressPolicyRequest request,
            @RequestParam(defaultValue = "false") boolean confirmLockout, IfMatch ifMatch) {
        return policies.replace(request, confirmLockout, ifMatch);
    }
}
