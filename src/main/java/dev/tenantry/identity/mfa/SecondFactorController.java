package dev.tenantry.identity.mfa;

import java.util.List;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.crypto.Secret;

/** How the caller's second factors stand, and the codes that help who has lost them. */
@RestController
@RequestMapping("/api/v1/profile")
class SecondFactorController {

    private final SecondFactors factors;
    private final BackupCodes codes;

    SecondFactorController(SecondFactors factors, BackupCodes codes) {
        this.factors = factors;
        this.codes = codes;
    }

    @GetMapping("/second-factor")
    @SignedIn
    @AnyAddress
    SecondFactorResponse state() {
        return factors.state();
    }

    /** Told this once. A PUT, since answers to those with an idempotency key are kept. */
    @PutMapping("/backup-codes")
    @SignedIn
    @AnyAddress
    @StepUp
    @ChangesCredentials
    ResponseEntity<BackupCodesResponse> renewBackupCodes() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new BackupCodesResponse(codes.renew(Caller.current()).stream().map(Secret::new).toList()));
    }

    /** @param codes each good once */
    record BackupCodesResponse(List<Secret> codes) {}
}
