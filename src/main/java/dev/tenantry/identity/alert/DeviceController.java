package dev.tenantry.identity.alert;

import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.Page;

/** The devices that the caller trusts. */
@RestController
@RequestMapping("/api/v1/profile/trusted-devices")
class DeviceController {

    private final TrustedDevices devices;

    DeviceController(TrustedDevices devices) {
        this.devices = devices;
    }

    @GetMapping
    @SignedIn
    @AnyAddress
    Page<DeviceResponse> list() {
        return Page.only(devices.list(Caller.current().userId()));
    }

    /** A PUT, since answers to those with an idempotency key are kept, and this one has a token in it. */
    @PutMapping("/current")
    @SignedIn
    @AnyAddress
    @StepUp
    @ChangesCredentials
    ResponseEntity<DeviceResponse> trust(@Valid @RequestBody DeviceRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(devices.trust(Caller.current(), request.name()));
    }

    @DeleteMapping("/{deviceId}")
    @Unmetered
    @SignedIn
    @AnyAddress
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID deviceId) {
        devices.revoke(Caller.current(), deviceId);
    }

    /** @param name what its owner calls it */
    record DeviceRequest(@Size(min = 1, max = 100) @Nullable String name) {}
}
