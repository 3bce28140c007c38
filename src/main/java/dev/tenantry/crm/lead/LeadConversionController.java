package dev.tenantry.crm.lead;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/leads/{id}/conversion")
@Resource("leads")
class LeadConversionController {

    private final LeadConversions conversions;
    private final LeadReopenings reopenings;

    LeadConversionController(LeadConversions conversions, LeadReopenings reopenings) {
        this.conversions = conversions;
        this.reopenings = reopenings;
    }

    /** Makes a contact of the lead, or fills the one that it is, and a company and an opportunity where they are wanted. */
    @PutMapping
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    ConversionResponse convert(@PathVariable Long id, @Valid @RequestBody ConversionRequest request, IfMatch ifMatch) {
        return conversions.convert(id, request, ifMatch);
    }

    /** Takes the conversion back, as far as nobody has touched since what it has done. */
    @DeleteMapping
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    ReopeningResponse reopen(@PathVariable Long id, IfMatch ifMatch) {
        return reopenings.reopen(id, ifMatch);
    }
}
