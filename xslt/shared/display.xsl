<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- What breaks the line and what runs on. TEI P5 tells it by its classes: members of model.divLike, model.pLike,
       model.lLike and their like are blocks; members of model.phrase and model.global run on; what may be either
       (model.inter) is a block where its parent holds elements only, and part of the line elsewhere. An element that
       runs on and holds a block is a block in effect, as HTML wants it. -->

  <!-- Always blocks. -->
  <xsl:variable name="e:blocks" static="yes" as="xs:string" select="'
    TEI teiCorpus teiHeader text front body back group standOff facsimile sourceDoc surface surfaceGrp zone line
    div div1 div2 div3 div4 div5 div6 div7 divGen p ab head lg l sp spGrp u annotationBlock post speaker list item
    headLabel headItem table row cell opener closer dateline salute signed byline trailer argument epigraph postscript
    titlePage docTitle titlePart imprimatur docImprint castList castGroup castItem
    set prologue epilogue performance superEntry entry entryFree hom listPerson listPlace listOrg listEvent listNym
    listObject listBibl listRelation listApp listWit listTranspose listChange listForest listAnnotation person personGrp
    persona place org event object nym relation biblFull msDesc msPart msFrag eg egXML exemplum moduleSpec specGrp
    elementSpec classSpec dataSpec macroSpec constraintSpec schemaSpec specList fsdDecl graph tree eTree forest
    annotation witness handNotes timeline msIdentifier altIdentifier msContents msItem msItemStruct physDesc history additional binaryObject'"/>
  <!-- These hold elements only: what may be a line or a block is a block in them. -->
  <xsl:variable name="e:holders" static="yes" as="xs:string" select="'
    TEI teiCorpus text front body back group floatingText standOff facsimile sourceDoc surface surfaceGrp
    div div1 div2 div3 div4 div5 div6 div7 lg sp spGrp annotationBlock list table row argument epigraph postscript
    titlePage castList castGroup set prologue epilogue performance superEntry entry hom
    listPerson listPlace listOrg listEvent listNym listObject listBibl listRelation listApp listWit listTranspose
    person personGrp persona place org event object nym noteGrp figure cit listAnnotation annotation'"/>
  <!-- Points and parts of words: never blocks, whatever holds them. -->
  <xsl:variable name="e:points" static="yes" as="xs:string" select="'
    lb pb cb gb milestone anchor ptr g c w m pc phr cl s caesura ex am num measure space handShift redo undo pause
    lacunaStart lacunaEnd witStart witEnd addSpan delSpan damageSpan index'"/>
  <!-- The other elements of TEI P5 4.9, so that one of them is told from one that is not TEI. -->
  <xsl:variable name="e:others" static="yes" as="xs:string" select="'
    abbr abstract accMat acquisition activity actor add addName additional additions addrLine address adminInfo
    affiliation age alt altGrp altIdent altIdentifier alternate analytic anyElement app appInfo application arc att
    attDef attList attRef author authority availability bibl biblScope biblStruct bicond binary binding
    bindingDesc birth bloc broadcast cRefPattern calendar calendarDesc camera caption case catDesc catRef catchwords
    category certainty change channel char charDecl choice citeData citeStructure citedRange classCode classDecl
    classRef classes climate code collation collection colloc colophon cond condition constitution constraint
    content conversion corr correction correspAction correspContext correspDesc country creation custEvent
    custodialHist damage dataFacet dataRef datatype date death decoDesc decoNote def default defaultVal del depth
    derivation desc dictScrap dim dimensions distinct distributor district docAuthor docDate docEdition domain eLeaf edition editionStmt editor
    editorialDecl education elementRef ellipsis email emph empty encodingDesc equipment equiv etym eventName expan
    explicit extent f fDecl fDescr fLib factuality faith figDesc fileDesc filiation finalRubric floruit foliation
    foreign forename form formula fs fsConstraints fsDecl fsDescr fsdLink funder fvLib fw gap gen genName gender geo
    geoDecl geogFeat geogName gi gloss glyph gram gramGrp graphic handDesc handNote height heraldry hi history hyph
    hyphenation iNode iType ident idno if iff imprint incident incipit institution interaction interp interpGrp
    interpretation join joinGrp keywords kinesic label lang langKnowledge langKnown langUsage language layout
    layoutDesc lbl leaf lem licence link linkGrp listPrefixDef listRef localProp locale location locus locusGrp
    macroRef mapping material measureGrp media meeting memberOf mentioned metDecl metSym metamark mod model modelGrp
    modelSequence moduleRef monogr mood move msContents msIdentifier msItem msItemStruct msName musicNotation name
    nameLink namespace nationality node normalization notatedMusic note notesStmt number numeric oRef objectDesc
    objectIdentifier objectName objectType occupation offset orgName orig origDate origPlace origin orth
    outputRendition pRef param paramList paramSpec particDesc path per persName persPronouns physDesc placeName
    population pos postBox postCode precision prefixDef preparedness principal profileDesc projectDesc pron
    provenance pubPlace publicationStmt publisher punctuation purpose q quotation quote rb rdg rdgGrp re recordHist
    recording recordingStmt ref refState refsDecl reg region relatedItem remarks rendition repository residence resp
    respStmt respons restore retrace revisionDesc rhyme role roleDesc roleName root rs rt rubric ruby said
    samplingDecl schemaRef scriptDesc scriptNote scriptStmt seal sealDesc secFol secl seg segmentation sense
    sequence series seriesStmt setting settingDesc settlement sex shift sic signatures soCalled socecStatus sound
    source sourceDesc span spanGrp specDesc specGrpRef sponsor stage stamp state stdVals street stress string
    styleDefDecl subc subst substJoin summary supplied support supportDesc surname surplus surrogates syll symbol
    tag tagUsage tagsDecl taxonomy tech term terrain textClass textDesc textLang textNode then time title
    titleStmt tns trait transcriptionDesc transpose triangle typeDesc typeNote unclear unicodeProp unihanProp unit
    unitDecl unitDef usg vAlt vColl vDefault vLabel vMerge vNot vRange val valDesc valItem valList variantEncoding
    view vocal watermark when width wit witDetail writing xenoData xr'"/>

  <xsl:variable name="e:display" static="yes" as="map(xs:string, xs:string)" select="map:merge((
      tokenize($e:others) ! map{.: 'either'}, tokenize($e:holders) ! map{.: 'either'},
      tokenize($e:points) ! map{.: 'point'}, tokenize($e:blocks) ! map{.: 'block'}), map{'duplicates': 'use-last'})"/>
  <xsl:variable name="e:holding" static="yes" as="map(xs:string, xs:boolean)"
      select="map:merge(tokenize($e:holders) ! map{.: true()})"/>

  <!-- True for an element of TEI P5. -->
  <xsl:function name="e:is-known" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::tei:*) and map:contains($e:display, local-name($element))"/>
  </xsl:function>

  <!-- True where an element breaks the line. -->
  <xsl:function name="e:is-block" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="display" as="xs:string?" select="
      if ($element/self::tei:*) then $e:display(local-name($element)) else 'block'[$element/self::eg:egXML]"/>
    <xsl:sequence select="
      if ($display = 'block') then true()
      else if ($display = 'point') then false()
      else e:holds-lines($element/parent::*) or e:holds-blocks($element)"/>
  </xsl:function>

  <!-- True for a block that holds elements only. -->
  <xsl:function name="e:holds-lines" as="xs:boolean">
    <xsl:param name="parent" as="element()?"/>
    <xsl:variable name="name" as="xs:string" select="local-name($parent)"/>
    <xsl:sequence select="
      exists($e:holding($name)) and exists($parent/self::tei:*) and ($e:display($name) = 'block' or e:holds-lines($parent/parent::*))"/>
  </xsl:function>

  <!-- True where an element holds what HTML does not allow within a line. A note that is called stands elsewhere. -->
  <xsl:function name="e:holds-blocks" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/*[not(self::tei:note[@e:n])] satisfies e:is-block($child)"/>
  </xsl:function>

</xsl:stylesheet>
