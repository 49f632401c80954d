<?xml version="1.0" encoding="UTF-8"?>
<!--
  Finds everything in a Schematron schema that compile.xsl cannot honour, and returns it as a JSON array of sentences.

  What we do not know is never skipped: the author of the schema would believe that it had been checked.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:x-edition:schematron:check"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron"
  exclude-result-prefixes="#all"
  default-mode="check">

  <xsl:output method="json"/>

  <!-- schema to strings, one for each thing that is missing, unknown or contradictory -->
  <xsl:mode name="check" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="c:abstract-rule" match="rule[@abstract = 'true']" use="@id"/>

  <!-- The subset: what each element may hold. `title` and `p` are documentation and mean nothing to a machine. -->
  <xsl:variable name="c:content" as="map(xs:string, xs:string*)" select="map {
    'schema':  ('title', 'p', 'ns', 'let', 'pattern', 'xsl:function', 'xsl:key'),
    'pattern': ('title', 'p', 'let', 'rule'),
    'rule':    ('p', 'let', 'assert', 'report', 'extends'),
    'assert':  ('value-of', 'name', 'emph', 'span', 'dir'),
    'report':  ('value-of', 'name', 'emph', 'span', 'dir'),
    'title':   ('emph', 'span', 'dir'),
    'p':       ('emph', 'span', 'dir') }"/>

  <!-- The attributes each element may bear; those that must be there stand in c:required. -->
  <xsl:variable name="c:attributes" as="map(xs:string, xs:string*)" select="map {
    'schema':   ('queryBinding', 'id', 'schemaVersion', 'see'),
    'ns':       ('prefix', 'uri'),
    'let':      ('name', 'value', 'as'),
    'pattern':  ('id', 'see'),
    'rule':     ('context', 'id', 'abstract', 'role', 'see'),
    'extends':  'rule',
    'assert':   ('test', 'id', 'role', 'see'),
    'report':   ('test', 'id', 'role', 'see'),
    'value-of': 'select',
    'name':     'path',
    'span':     'class',
    'dir':      'value',
    'p':        ('id', 'class') }"/>
  <xsl:variable name="c:required" as="map(xs:string, xs:string*)" select="map {
    'schema': 'queryBinding', 'ns': ('prefix', 'uri'), 'let': ('name', 'value'), 'extends': 'rule',
    'assert': 'test', 'report': 'test', 'value-of': 'select' }"/>

  <xsl:template match="/" as="array(xs:string)" mode="check">
    <xsl:variable name="reasons" as="xs:string*">
      <xsl:apply-templates select="*" mode="check"/>
    </xsl:variable>
    <xsl:sequence select="array { $reasons }"/>
  </xsl:template>

  <xsl:template match="/*[not(self::schema)]" as="xs:string" mode="check" priority="2">
    <xsl:sequence select="'the root is ' || c:label(.) || '; expected schema in the namespace of ISO Schematron'"/>
  </xsl:template>

  <xsl:template match="sch:*" as="xs:string*" mode="check">
    <xsl:variable name="here" as="xs:string" select="c:where(.)"/>
    <xsl:variable name="allowed" as="xs:string*" select="$c:content(local-name())"/>
    <xsl:for-each select="$c:required(local-name())[not(. = current()/@*/name())]">
      <xsl:sequence select="$here || ': @' || . || ' is missing'"/>
    </xsl:for-each>
    <xsl:for-each select="@* except @xml:*">
      <xsl:if test="not(name() = $c:attributes(local-name(..)))">
        <xsl:sequence select="$here || ': @' || name() || ' is not supported'"/>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="*[not(c:label(.) = $allowed)]">
      <xsl:sequence select="$here || ': ' || c:label(.) || ' is not supported here; allowed: '
        || (if (exists($allowed)) then string-join($allowed, ', ') else 'text only')"/>
    </xsl:for-each>
    <xsl:for-each select="text()[normalize-space()][local-name(..) = ('schema', 'pattern', 'rule')]">
      <xsl:sequence select="$here || ': words stand here that belong to no message: ' || normalize-space()"/>
    </xsl:for-each>
    <xsl:apply-templates select="sch:*[c:label(.) = $allowed]" mode="check"/>
  </xsl:template>

  <xsl:template match="schema" as="xs:string*" mode="check" priority="1">
    <xsl:if test="not(lower-case(@queryBinding) = ('xslt2', 'xslt3', ''))">
      <xsl:sequence select="'schema: the query binding is ' || @queryBinding || '; expected xslt2 or xslt3'"/>
    </xsl:if>
    <xsl:for-each-group select=".//(pattern | rule | assert | report)[@id]" group-by="@id">
      <xsl:if test="count(current-group()) gt 1">
        <xsl:sequence select="c:where(current-group()[2]) || ': the id ' || current-grouping-key()
          || ' is already used by ' || c:where(.)"/>
      </xsl:if>
    </xsl:for-each-group>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="ns[@prefix = 'xsl']" as="xs:string*" mode="check" priority="1">
    <xsl:if test="@uri ne 'http://www.w3.org/1999/XSL/Transform'">
      <xsl:sequence select="c:where(.) || ': the prefix xsl stands for XSLT and cannot be bound to ' || @uri"/>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="rule" as="xs:string*" mode="check" priority="1">
    <xsl:variable name="here" as="element(rule)" select="."/>
    <xsl:if test="@abstract = 'true' and (@context or not(@id))">
      <xsl:sequence select="c:where(.) || ': an abstract rule has an id and no context'"/>
    </xsl:if>
    <xsl:if test="not(@abstract = 'true' or @context)">
      <xsl:sequence select="c:where(.) || ': @context is missing'"/>
    </xsl:if>
    <!-- A pattern's variables are handed to its templates as parameters, which a match pattern cannot see. -->
    <xsl:for-each select="../let[@name][matches($here/@context, '\$' || @name || '([^\w.-]|$)')]">
      <xsl:sequence select="c:where($here) || ': @context uses $' || @name
        || ', a variable of its pattern; make it a variable of the schema'"/>
    </xsl:for-each>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="extends[@rule]" as="xs:string*" mode="check" priority="1">
    <xsl:choose>
      <xsl:when test="empty(key('c:abstract-rule', @rule))">
        <xsl:sequence select="c:where(.) || ': there is no abstract rule with the id ' || @rule"/>
      </xsl:when>
      <xsl:when test="c:extends-itself(.., ())">
        <xsl:sequence select="c:where(.) || ': the rule ' || @rule || ' extends itself in the end'"/>
      </xsl:when>
    </xsl:choose>
    <xsl:next-match/>
  </xsl:template>

  <xsl:function name="c:label" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="space" as="xs:string" select="string(namespace-uri($element))"/>
    <xsl:sequence select="
      if ($element/self::sch:*) then local-name($element)
      else if ($element/self::xsl:*) then 'xsl:' || local-name($element)
      else 'Q{' || $space || '}' || local-name($element)"/>
  </xsl:function>

  <!-- Where an element stands, for people: schema/pattern[2]/rule[1]. -->
  <xsl:function name="c:where" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join(
      for $step in $element/ancestor-or-self::*
      return c:label($step) || (if ($step/..[self::*]) then '[' || c:ordinal($step) || ']' else ''), '/')"/>
  </xsl:function>

  <xsl:function name="c:ordinal" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="1 + count($element/preceding-sibling::*[node-name() = node-name($element)])"/>
  </xsl:function>

  <xsl:function name="c:extends-itself" as="xs:boolean">
    <xsl:param name="rule" as="element(rule)"/>
    <xsl:param name="seen" as="element(rule)*"/>
    <xsl:sequence select="
      exists($rule intersect $seen)
      or (some $next in key('c:abstract-rule', $rule/extends/@rule, root($rule))
          satisfies c:extends-itself($next, ($seen, $rule)))"/>
  </xsl:function>
</xsl:stylesheet>
