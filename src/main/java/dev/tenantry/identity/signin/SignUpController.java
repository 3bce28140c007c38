package dev.tenantry.identity.signin;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

import dev.tenantry.identity.account.UserResponse;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.session.SessionResponse;
import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;

@AuthEndpoint
class SignUpController {

    private final SignUpForms forms;
    private final Limits limits;

    SignUpController(SignUpForms forms, Limits limits) {
        this.forms = forms;
        this.limits = limits;
    }

    /** Answers with a session, or with the account alone where its address is yet to be confirmed. */
    @PostMapping("/auth/v1/signup")
    @Anonymous("strangers sign up here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(anyOf = {
        SessionResponse.class, UserResponse.class})))
    ResponseEntity<Object> signUp(@RequestBody Credentials request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        limits.chargeSource(Limit.SIGN_UPS_PER_SOURCE);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(forms.signUp(request, redirectTo));
    }
}
