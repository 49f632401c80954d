<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:opf="http://www.idpf.org/2007/opf"
    xmlns:e="urn:tei-edition:xslt"
    xmlns="http://www.idpf.org/2007/opf"
    exclude-result-prefixes="xsl xs e opf">

  <!-- The package: what the book is, what it holds, in which order it is read (EPUB 3.3). `$document` has `identifier`,
       `modified`, `languages`, `items` (`id`, `href`, `type`, `properties`), `spine` (ids), `pictured` and `formulas`. -->

  <xsl:template name="e:epub-package" as="element(opf:package)" visibility="public">
    <xsl:context-item use="optional"/>
    <package version="3.0" unique-identifier="book" xml:lang="{e:html-language($site?language)}"
        prefix="schema: http://schema.org/">
      <metadata>
        <dc:identifier id="book"><xsl:value-of select="$document?identifier"/></dc:identifier>
        <dc:title><xsl:value-of select="($site?title[normalize-space()], e:label('kind.front'))[1]"/></dc:title>
        <xsl:for-each select="$document?languages?*">
          <dc:language><xsl:value-of select="."/></dc:language>
        </xsl:for-each>
        <xsl:call-template name="e:makers"/>
        <xsl:call-template name="e:accessibility"/>
        <meta name="cover" content="f-cover.png"/>
        <meta property="dcterms:modified"><xsl:value-of select="$document?modified"/></meta>
      </metadata>
      <manifest>
        <xsl:for-each select="$document?items?*">
          <item id="{?id}" href="{?href}" media-type="{?type}">
            <xsl:if test="?properties">
              <xsl:attribute name="properties" select="?properties"/>
            </xsl:if>
          </item>
        </xsl:for-each>
      </manifest>
      <spine page-progression-direction="{if (e:right-to-left($site?language)) then 'rtl' else 'ltr'}">
        <xsl:for-each select="$document?spine?*">
          <itemref idref="{.}"/>
        </xsl:for-each>
      </spine>
    </package>
  </xsl:template>

  <!-- Who made it, when, and what may be done with it. -->
  <xsl:template name="e:makers" as="element()*">
    <xsl:context-item use="optional"/>
    <xsl:for-each select="$site?editors?*[normalize-space()]">
      <xsl:variable name="id" as="xs:string" select="'editor-' || position()"/>
      <dc:creator id="{$id}"><xsl:value-of select="."/></dc:creator>
      <meta refines="#{$id}" property="role" scheme="marc:relators"><xsl:value-of select="'edt'"/></meta>
    </xsl:for-each>
    <xsl:if test="normalize-space($site?publisher)">
      <dc:publisher><xsl:value-of select="$site?publisher"/></dc:publisher>
    </xsl:if>
    <xsl:for-each select="string($site?citing?date)[matches(., '^\d{4}(-\d\d(-\d\d)?)?$')]">
      <dc:date><xsl:value-of select="."/></dc:date>
    </xsl:for-each>
    <xsl:if test="normalize-space($site?licence)">
      <dc:rights><xsl:value-of select="$site?licence"/></dc:rights>
    </xsl:if>
    <xsl:for-each select="$site?url[.] ! e:web-way(.)">
      <dc:source><xsl:value-of select="."/></dc:source>
    </xsl:for-each>
    <xsl:if test="normalize-space($site?version)">
      <meta property="schema:version"><xsl:value-of select="$site?version"/></meta>
    </xsl:if>
  </xsl:template>

  <!-- How it can be read (schema.org, EPUB Accessibility 1.1): what every book of ours has, and what is in this one. -->
  <xsl:template name="e:accessibility" as="element(opf:meta)+">
    <xsl:context-item use="optional"/>
    <xsl:variable name="modes" as="xs:string+" select="'textual', 'visual'[$document?pictured]"/>
    <xsl:for-each select="$modes">
      <meta property="schema:accessMode"><xsl:value-of select="."/></meta>
    </xsl:for-each>
    <meta property="schema:accessModeSufficient"><xsl:value-of select="$modes" separator=","/></meta>
    <xsl:for-each select="('tableOfContents', 'readingOrder', 'structuralNavigation', 'displayTransformability', 'ARIA', 'unlocked',
        'alternativeText'[$document?pictured], 'MathML'[$document?formulas])">
      <meta property="schema:accessibilityFeature"><xsl:value-of select="."/></meta>
    </xsl:for-each>
    <meta property="schema:accessibilityHazard"><xsl:value-of select="'none'"/></meta>
    <meta property="schema:accessibilitySummary"><xsl:value-of select="e:label('epub.accessibility')"/></meta>
  </xsl:template>

  <!-- Where the package lies in the archive. -->
  <xsl:template name="e:epub-container" as="element()" visibility="public">
    <xsl:context-item use="optional"/>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles>
        <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
      </rootfiles>
    </container>
  </xsl:template>

</xsl:stylesheet>
