package dev.tenantry.shared.record;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class RecordConfiguration implements WebMvcConfigurer {

    /** Behind what looks whether the request may be made at all. */
    private static final int LATE = 900;

    private final ImpersonatedRecords impersonated;

    RecordConfiguration(ImpersonatedRecords impersonated) {
        this.impersonated = impersonated;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(impersonated).order(LATE);
    }
}
