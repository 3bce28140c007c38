/** Templates of projects, what is made of them, and the projects that won deals beget by them. */
@NullMarked
package dev.tenantry.crm.projecttemplate;

import org.jspecify.annotations.NullMarked;
