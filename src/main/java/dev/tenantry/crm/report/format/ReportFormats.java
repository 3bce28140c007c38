package dev.tenantry.crm.report.format;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What reports are told in besides JSON, which comes first where a request takes anything. */
@Configuration(proxyBeanMethods = false)
class ReportFormats implements WebMvcConfigurer {

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new SheetConverter()).addCustomConverter(new ChartConverter());
    }
}
