package dev.tenantry.integrations.google;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/google-credentials")
@Resource("google-credentials")
class GoogleCredentialController {

    private final GoogleCredentials credentials;
    private final GoogleSignIn signIn;

    GoogleCredentialController(GoogleCredentials credentials, GoogleSignIn signIn) {
        this.credentials = credentials;
        this.signIn = signIn;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<GoogleCredentialResponse> list(ListRequest request) {
        return credentials.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    GoogleCredentialResponse get(@PathVariable UUID id) {
        return credentials.get(id);
    }

    /** Tells where to consent. Google then sends the browser to the redirect URI, with {@code state} and {@code code}. */
    @PostMapping("/authorizations")
    @RequiresPermission("create")
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    GoogleAuthorizationResponse authorize(@Valid @RequestBody GoogleAuthorizationRequest request) {
        return signIn.begin(request);
    }

    /** Hands in what Google has added to the redirect URI, and connects the account that has consented. */
    @PostMapping
    @RequiresPermission({"create", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<GoogleCredentialResponse> connect(@Valid @RequestBody GoogleCredentialRequest request) {
        var connected = signIn.connect(request);
        return ResponseEntity.created(URI.create("/api/v1/google-credentials/" + connected.id())).body(connected);
    }

    /** Ends the consent at Google, and forgets the account. */
    @DeleteMapping("/{id}")
    @Unmetered
    @RequiresPermission("delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable UUID id, IfMatch ifMatch) {
        signIn.disconnect(id, ifMatch);
    }
}
