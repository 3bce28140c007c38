package dev.tenantry.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration implements WebMvcConfigurer {

    /** Behind what looks whether the request may be made at all, and is in order. */
    private static final int LAST = 1_000;

    private final SensitiveReads reads;
    private final ImpersonatedReads impersonated;

    AuditConfiguration(SensitiveReads reads, ImpersonatedReads impersonated) {
        this.reads = reads;
        this.impersonated = impersonated;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(reads).order(LAST);
        registry.addInterceptor(impersonated).order(LAST);
    }
}
