package dev.tenantry.tenancy.profile;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.web.IfMatch;

/** The caller's own profile. */
@RestController
@RequestMapping("/api/v1/profile")
class ProfileController {

    private final ProfileService profiles;

    ProfileController(ProfileService profiles) {
        this.profiles = profiles;
    }

    @GetMapping
    @SignedIn
    ProfileResponse own() {
        return profiles.own();
    }

    @PutMapping
    @SignedIn
    @NotImpersonated
    ProfileResponse replace(@Valid @RequestBody ProfileRequest request, IfMatch ifMatch) {
        return profiles.replace(request, ifMatch);
    }

    @PatchMapping(consumes = {"application/merge-patch+json", "application/json"})
    @SignedIn
    @NotImpersonated
    ProfileResponse patch(@RequestBody ObjectNode patch, IfMatch ifMatch) {
        return profiles.patch(patch, ifMatch);
    }
}
