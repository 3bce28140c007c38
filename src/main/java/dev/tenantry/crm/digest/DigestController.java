package dev.tenantry.crm.digest;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.web.IfMatch;

/** The caller's own. */
@RestController
@RequestMapping("/api/v1/daily-digest")
class DigestController {

    private final DigestService digests;

    DigestController(DigestService digests) {
        this.digests = digests;
    }

    /** 404 where none is asked for. */
    @GetMapping
    @SignedIn
    DigestResponse get() {
        return digests.get();
    }

    /** Asks for it, or for another one. */
    @PutMapping
    @SignedIn
    @ImpersonationAllowed
    DigestResponse replace(@Valid @RequestBody DigestRequest request, IfMatch ifMatch) {
        return digests.replace(request, ifMatch);
    }

    /** There is no more of it. */
    @DeleteMapping
    @Unmetered
    @SignedIn
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(IfMatch ifMatch) {
        digests.end(ifMatch);
    }
}
