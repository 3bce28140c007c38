/** Tests of project templates, and of the projects that won deals beget. */
@NullMarked
package dev.tenantry.crm.projecttemplate;

import org.jspecify.annotations.NullMarked;
