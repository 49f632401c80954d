<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- The address of an element on its page, if it has one. -->
  <xsl:function name="e:address" as="xs:string?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@e:id/string()"/>
  </xsl:function>

  <!-- Where one word of a pointing attribute leads, as the index has resolved it. -->
  <xsl:function name="e:link" as="map(*)?" visibility="public">
    <xsl:param name="token" as="xs:string?"/>
    <xsl:sequence select="$token ! $document?links?(.)"/>
  </xsl:function>

  <!-- The words of a pointing attribute. -->
  <xsl:function name="e:tokens" as="xs:string*" visibility="public">
    <xsl:param name="attribute" as="attribute()?"/>
    <xsl:sequence select="tokenize($attribute)"/>
  </xsl:function>

  <!-- A word of the interface. A key without a label shows itself, so that the gap is seen. -->
  <xsl:function name="e:label" as="xs:string" visibility="public">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($labels($key), $key)[1]"/>
  </xsl:function>

  <!-- The label of a TEI element: its own, else its name in words ("respStmt" gives "resp stmt"). -->
  <xsl:function name="e:element-label" as="xs:string" visibility="public">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="($labels('tei.' || $name), lower-case(replace($name, '(\p{Ll})(\p{Lu})', '$1 $2')))[1]"/>
  </xsl:function>

  <!-- "1946-02-21T21:00:00+03:00" to "21 February 1946, 21:00"; "1946-02" to "February 1946"; other forms stay. -->
  <xsl:function name="e:date" as="xs:string" visibility="public">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="day" as="xs:string" select="substring-before($value || 'T', 'T')"/>
    <xsl:variable name="time" as="xs:string" select="substring(substring-after($value, 'T'), 1, 5)"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($day, '-')"/>
    <xsl:variable name="plain" as="xs:boolean" select="matches($day, '^\d{4}(-\d\d){0,2}$')"/>
    <xsl:sequence select="
      if (not($plain)) then $value
      else string-join((
        $parts[3] ! string(xs:integer(.)), $parts[2] ! e:label('month.' || .), $parts[1]), ' ')
        || (if ($time) then ', ' || $time else '')"/>
  </xsl:function>

  <!-- A date of the index, with its doubt written out. -->
  <xsl:function name="e:date-words" as="xs:string" visibility="public">
    <xsl:param name="date" as="map(*)"/>
    <xsl:variable name="from" as="xs:string" select="string($date?from ! e:date(.))"/>
    <xsl:variable name="to" as="xs:string" select="string($date?to ! e:date(.))"/>
    <xsl:sequence select="e:label('date.' || $date?kind)
        => replace('\{from\}', $from) => replace('\{to\}', $to)"/>
  </xsl:function>

  <!-- A language tag as HTML wants it: without a script that the language has anyway (IANA registry, Suppress-Script). -->
  <xsl:function name="e:html-language" as="xs:string" visibility="public">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="
      replace($tag, '^((ar|fa|ur|ps)-Arab|(ru|uk|be|bg|mk)-Cyrl|he-Hebr|el-Grek|hy-Armn|ka-Geor|ja-Jpan|ko-Kore'
        || '|(en|fr|de|it|es|pt|nl|la|pl|cs|da|sv|no|nb|nn|fi|hu|ro|tr)-Latn)(-.*)?$', '$1~$6')
      => replace('^([a-z]+)-[A-Z][a-z]{3}~', '$1')"/>
  </xsl:function>

  <!-- True for a language written from right to left: by its script subtag, else by its name. -->
  <xsl:function name="e:right-to-left" as="xs:boolean" visibility="public">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($tag), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="$parts[position() gt 1][string-length() = 4][1]"/>
    <xsl:sequence select="
      if ($script) then $script = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm')
      else $parts[1] = ('ar', 'fa', 'he', 'ur', 'ps', 'syr', 'yi', 'dv', 'ckb', 'sd', 'ug', 'arc')"/>
  </xsl:function>

  <!-- The words of an element in one line, without notes and slips. -->
  <xsl:function name="e:plain" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()?"/>
    <xsl:variable name="words" as="text()*">
      <xsl:apply-templates select="$node" mode="e:plain"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <xsl:template match="tei:note | tei:sic | tei:surplus | tei:orig" mode="e:plain"/>
  <xsl:template match="tei:note | tei:corr | tei:reg | tei:expan" mode="e:transcript"/>

  <!-- The number of words of an element as its transcript has them. -->
  <xsl:function name="e:word-count" as="xs:integer" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="text()*">
      <xsl:apply-templates select="$element" mode="e:transcript"/>
    </xsl:variable>
    <xsl:sequence select="count(tokenize(string-join($words))[matches(., '[\p{L}\p{N}]')])"/>
  </xsl:function>

  <!-- A speaker's name as the margin has it: short form, full form, else the pointer itself. -->
  <xsl:function name="e:speaker-name" as="xs:string" visibility="public">
    <xsl:param name="token" as="xs:string"/>
    <xsl:variable name="link" as="map(*)?" select="e:link($token)"/>
    <xsl:sequence select="($link?short[.], $link?title[.], replace($token, '^.*[:#]', ''))[1]"/>
  </xsl:function>

  <!-- A note is called where it stands within text; one that is a block of its own stays in its place. The index has
       numbered those that are called. -->
  <xsl:function name="e:is-called" as="xs:boolean" visibility="public">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="exists($note/@e:n)"/>
  </xsl:function>

  <!-- The name that heads an entry. A bibliographic entry is a sentence of its own and has its title as heading. -->
  <xsl:function name="e:main-name" as="element()?" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$entry/(tei:persName | tei:placeName | tei:orgName
        | tei:eventName | tei:geogName | tei:objectName | tei:name | tei:title | tei:head | tei:label | tei:form)"/>
    <xsl:sequence select="($names[@type = 'main'], $names)[1]"/>
  </xsl:function>

</xsl:stylesheet>
