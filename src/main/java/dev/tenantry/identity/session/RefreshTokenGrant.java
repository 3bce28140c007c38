package dev.tenantry.identity.session;

import org.springframework.stereotype.Component;

@Component
class RefreshTokenGrant implements Grant {

    private final TokenRefresh tokenRefresh;

    RefreshTokenGrant(TokenRefresh tokenRefresh) {
        this.tokenRefresh = tokenRefresh;
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public TokenPair grant(TokenRequest request) {
        return tokenRefresh.refresh(TokenRequest.required(request.refreshToken(), "refresh_token"));
    }
}
